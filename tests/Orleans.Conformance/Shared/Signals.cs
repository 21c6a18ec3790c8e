using System.Collections.Concurrent;

namespace Orleans.Conformance.Shared;

/// <summary>Events by name between a test and the grains it calls, all in this process.</summary>
internal static class Signals
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource<object?>> Sources = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Set(string name, object? value = null) => Source(name).TrySetResult(value);

    public static bool IsSet(string name) => Source(name).Task.IsCompleted;

    public static Task<object?> Wait(string name) => Source(name).Task.WaitAsync(Patience);

    private static TaskCompletionSource<object?> Source(string name) =>
        Sources.GetOrAdd(name, static _ => new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously));
}
