using System.Collections.Concurrent;

namespace Orleans.Polyfills.Chaos;

/// <summary>Events by name between a test and the grains of this process.</summary>
internal static class Signals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Sources = new();
    private static readonly ConcurrentDictionary<string, int> Counts = new();

    public static string New() => Guid.NewGuid().ToString("N");

    public static void Set(string name) => Source(name).TrySetResult();

    public static bool IsSet(string name) => Source(name).Task.IsCompleted;

    public static Task Wait(string name) => Source(name).Task.WaitAsync(Patience);

    /// <summary>Counts, and sets the signal.</summary>
    public static void Raise(string name)
    {
        Counts.AddOrUpdate(name, 1, static (_, count) => count + 1);
        Set(name);
    }

    public static int CountOf(string name) => Counts.GetValueOrDefault(name);

    private static TaskCompletionSource Source(string name) =>
        Sources.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
