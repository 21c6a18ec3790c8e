namespace Orleans.Ray.Tasks;

/// <summary>Work that a cancel reaches through its result.</summary>
internal interface ICancellable
{
    /// <summary>Stops work that has not started, and asks running work to stop. False where it had ended already.</summary>
    /// <param name="force">Whether running work is not waited for.</param>
    /// <param name="recursive">Whether what it submitted is cancelled too.</param>
    bool Cancel(bool force, bool recursive);
}
