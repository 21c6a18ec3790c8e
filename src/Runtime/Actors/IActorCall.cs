namespace Orleans.Ray.Actors;

/// <summary>A call to an actor, as its mailbox sees it.</summary>
internal interface IActorCall
{
    /// <summary>Whether the call must wait for an argument. A call that has failed waits for nothing.</summary>
    bool IsHeld { get; }

    bool HasEnded { get; }

    /// <summary>Whether user code runs for the call.</summary>
    bool IsRunning { get; }

    /// <summary>The concurrency group that the call asks for; null for the default one.</summary>
    string? ConcurrencyGroup { get; }

    /// <summary>What looks after the call; null where it is an ordinary one.</summary>
    IManagedCall? Managed { get; }

    /// <summary>Runs the call on this thread. False where it goes on asynchronously and will call <see cref="Mailbox.OnCallEnded"/>.</summary>
    /// <param name="mailbox">Whose turn it is, and so which instance; of another actor than the call was made to where that one was forwarded.</param>
    bool Run(Mailbox mailbox);

    /// <summary>Makes what the run left visible.</summary>
    void Publish();

    /// <summary>Ends the actor by itself when the call, which runs, has ended.</summary>
    void Exit();

    /// <summary>Ends a call that has not ended yet, because its actor has.</summary>
    void Abort(Exception exception);
}
