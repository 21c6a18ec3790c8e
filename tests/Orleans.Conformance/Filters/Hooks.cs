using System.Collections.Concurrent;

namespace Orleans.Conformance.Filters;

/// <summary>What the filters of the test cluster do, by the key of the grain that is called.</summary>
internal static class Hooks
{
    private static readonly ConcurrentDictionary<string, Func<IIncomingGrainCallContext, Task>> IncomingHooks = new();
    private static readonly ConcurrentDictionary<string, Func<IOutgoingGrainCallContext, Task>> OutgoingHooks = new();

    public static void Incoming(string key, Func<IIncomingGrainCallContext, Task> hook) => IncomingHooks[key] = hook;

    public static void Outgoing(string key, Func<IOutgoingGrainCallContext, Task> hook) => OutgoingHooks[key] = hook;

    public static Task Run(IIncomingGrainCallContext context) =>
        IncomingHooks.TryGetValue(context.TargetId.Key.ToString(), out var hook) ? hook(context) : context.Invoke();

    public static Task Run(IOutgoingGrainCallContext context) =>
        OutgoingHooks.TryGetValue(context.TargetId.Key.ToString(), out var hook) ? hook(context) : context.Invoke();
}
