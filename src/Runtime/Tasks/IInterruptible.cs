namespace Orleans.Ray.Tasks;

/// <summary>A wait of a task or a call for objects, which ends early when the work is cancelled.</summary>
internal interface IInterruptible
{
    /// <summary>Ends the wait; false where it has ended by itself. Must not block and must not throw.</summary>
    bool Interrupt();
}
