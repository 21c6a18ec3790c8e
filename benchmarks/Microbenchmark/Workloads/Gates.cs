using System.Collections.Concurrent;

namespace Microbenchmark.Workloads;

/// <summary>
/// Lets a driver hold tasks of its own process back. Not an object reference, because a task that waits for one gives its CPU back.
/// </summary>
internal static class Gates
{
    private static readonly ConcurrentDictionary<int, TaskCompletionSource> Closed = new();
    private static int _last;

    public static int Close()
    {
        var gate = Interlocked.Increment(ref _last);
        Closed[gate] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return gate;
    }

    public static Task WaitAsync(int gate) => Closed.TryGetValue(gate, out var source) ? source.Task : Task.CompletedTask;

    public static void Open(int gate)
    {
        if (Closed.TryRemove(gate, out var source))
        {
            source.SetResult();
        }
    }
}
