using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>What follows an await, and the event that it ends first.</summary>
internal sealed class TimedContinuation(TimelineEvent awaited, Action<object?> continuation, object? state)
{
    private static readonly Action<object?> RunTimed = static self => ((TimedContinuation)self!).Run();

    public static (Action<object?> Continuation, object? State) Of(RayNode node, Action<object?> continuation, object? state) =>
        (RunTimed, new TimedContinuation(TimelineEvent.BeginChosen(node, TimelineEvent.Get), continuation, state));

    private void Run()
    {
        awaited.Dispose();
        continuation(state);
    }
}
