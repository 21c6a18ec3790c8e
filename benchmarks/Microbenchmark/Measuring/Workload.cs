namespace Microbenchmark.Measuring;

/// <summary>What is timed, and what it needs.</summary>
/// <param name="operations">Operations in one run.</param>
/// <param name="run">Does them and checks the results.</param>
/// <param name="needs">What is disposed of afterwards: actors, mostly.</param>
internal sealed class Workload(long operations, Func<Task> run, params IReadOnlyList<IAsyncDisposable> needs) : IAsyncDisposable
{
    public long Operations => operations;

    public Task RunAsync() => run();

    public async ValueTask DisposeAsync()
    {
        foreach (var need in needs)
        {
            await need.DisposeAsync();
        }
    }
}
