namespace Orleans.Ray.Tests.Doubles;

/// <summary>An async actor that crashes or exits while other calls of it await.</summary>
[RayActor]
internal sealed partial class AsyncFragile : IAsyncDisposable
{
    private readonly Chronicle _chronicle;
    private int _count;

    public AsyncFragile(string chronicle)
    {
        _chronicle = Chronicle.Find(chronicle);
        _chronicle.Write("construct");
    }

    public async Task<int> Pass(string gate, string line)
    {
        _chronicle.Write(line);
        await Gate.Find(gate).PassAsync();
        return ++_count;
    }

    /// <summary>Takes one turn after the other until it is told to stop.</summary>
    public async Task Spin(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Yield();
        }
    }

    public async Task<int> Crash()
    {
        await Task.Yield();
        throw new WorkerCrashedException("The power went out.");
    }

    public async Task Exit()
    {
        await Task.Yield();
        Ray.ExitActor();
    }

    public int Next() => ++_count;

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        _chronicle.Write("dispose");
    }
}
