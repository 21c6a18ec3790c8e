namespace Orleans.Ray.Tasks;

/// <summary>A wait of a task or a call for objects, which ends early when the work is cancelled.</summary>
internal interface IInterruptible
{
    /// <summary>Ends the wait, unless it has ended. Must not block and must not throw.</summary>
    void Interrupt();
}
