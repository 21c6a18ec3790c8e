namespace Orleans.Ray.Tasks;

/// <summary>A wait of a task or a call for objects, which ends early when the work is cancelled.</summary>
internal interface IInterruptible
{
    /// <summary>Ends the wait; false where it has ended by itself. Must not block and must not throw.</summary>
    /// <param name="orNext">Whether the code is to be told at its next wait, where it goes on without having been told by this one.</param>
    bool Interrupt(bool orNext);
}
