using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A wait that does what the test says when it is interrupted, and tells of it.</summary>
internal sealed class OneWait(Func<bool> interrupt) : IInterruptible
{
    private readonly TaskCompletionSource _interrupted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Interrupted => _interrupted.Task;

    public bool Interrupt(bool orNext)
    {
        var ended = interrupt();
        _interrupted.TrySetResult();
        return ended;
    }
}
