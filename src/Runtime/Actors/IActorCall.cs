namespace Orleans.Ray.Actors;

/// <summary>A call to an actor, as its mailbox sees it.</summary>
internal interface IActorCall
{
    /// <summary>Whether the call must wait for an argument. A call that has failed waits for nothing.</summary>
    bool IsHeld { get; }

    bool HasEnded { get; }

    /// <summary>Runs the call on this thread. False where it goes on asynchronously and will call <see cref="Mailbox.OnCallEnded"/>.</summary>
    /// <param name="cell">The actor; another than the call was made to where that one was forwarded.</param>
    bool Run(ActorCell cell);

    /// <summary>Makes what the run left visible.</summary>
    void Publish();

    /// <summary>Ends a call that has not ended yet, because its actor has.</summary>
    void Abort(Exception exception);
}
