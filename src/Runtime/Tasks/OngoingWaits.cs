using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Tasks;

/// <summary>
/// The waits for objects in one task or call. A cancel ends those that are under way with an <see cref="OperationCanceledException"/>, so that code which waits for what may never
/// come does not keep its thread, its resources and whoever waits for it.
/// </summary>
/// <remarks>
/// A cancel interrupts once, as <see cref="Thread.Interrupt"/> does: what the code waits for afterwards, to leave things in good order, it may wait for. Where it was not waiting, or
/// its wait was just over, and it has not taken its token, so that it cannot know, its next wait is interrupted instead. A wait is added before it can end and removed when it has, so that a cancel meets it
/// or comes before it; <see cref="IInterruptible.Interrupt"/> may come when it has just ended.
/// </remarks>
internal sealed class OngoingWaits(ObjectState work)
{
    private readonly List<IInterruptible> _waits = [];
    private bool _interruptsNext;

    /// <summary>A wait begins; it ends at once where the work was cancelled before and could not know. Whatever its end needs is there.</summary>
    public void Add(IInterruptible wait)
    {
        lock (_waits)
        {
            if (!_interruptsNext)
            {
                _waits.Add(wait);
                return;
            }

            _interruptsNext = false;
        }

        wait.Interrupt(orNext: true);
    }

    public void Remove(IInterruptible wait)
    {
        lock (_waits)
        {
            // The latest wait ends first, as a rule.
            var index = _waits.LastIndexOf(wait);
            if (index >= 0)
            {
                _waits.RemoveAt(index);
            }
        }
    }

    /// <summary>Ends the waits that are under way.</summary>
    /// <param name="orNext">Whether the next one ends where there is none.</param>
    public void Interrupt(bool orNext)
    {
        // Who cancels may hold locks, and what resumes may start other work.
        if (BeginInterrupt([], orNext) is { Length: > 0 } waits)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static interrupt => interrupt.Self.Interrupt(interrupt.Waits, interrupt.OrNext), (Self: this, Waits: waits, OrNext: orNext), preferLocal: false);
        }
    }

    /// <summary>What an interrupted wait throws.</summary>
    public OperationCanceledException Interrupted() => new($"Task '{work.TaskName}' was cancelled, or its time was up, while it waited for an object.");

    private void Interrupt(IInterruptible[] waits, bool orNext)
    {
        IInterruptible[] told = [];
        do
        {
            var isInterrupted = false;
            foreach (var wait in waits)
            {
                isInterrupted |= wait.Interrupt(orNext);
            }

            // Where all of them ended meanwhile the code knows nothing yet: it is about to wait again, or does so already. One that has ended may still be listed, while it waits for its CPU.
            told = [.. told, .. waits];
            waits = isInterrupted || !orNext ? [] : BeginInterrupt(told, orNext);
        }
        while (waits.Length > 0);
    }

    /// <summary>The waits other than those; where there are none the next one is interrupted, if it is to be.</summary>
    private IInterruptible[] BeginInterrupt(IInterruptible[] told, bool orNext)
    {
        lock (_waits)
        {
            IInterruptible[] waits = [.. _waits.Except(told)];

            // A second cancel takes nothing back.
            _interruptsNext |= orNext && waits.Length == 0;
            return waits;
        }
    }
}
