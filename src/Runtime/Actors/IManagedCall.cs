namespace Orleans.Ray.Actors;

/// <summary>What looks after a call that may run again, counts against its handle's limit, or overrides what its method says.</summary>
internal interface IManagedCall
{
    string? Name { get; }

    string? ConcurrencyGroup { get; }

    /// <summary>Whether the call waits while its actor restarts, and has arguments kept for another attempt.</summary>
    bool MayRunAgain { get; }

    /// <summary>In which order calls of one actor have first started.</summary>
    long StartOrder { get; }

    /// <summary>The attempt is about to start: keeps what another one needs.</summary>
    void Prepare(IActorCall attempt, ActorCell cell);

    /// <summary>The attempt to make instead of one that the crash of its actor ended; null where there is none, and then the call has not ended yet.</summary>
    IActorCall? TryRunAgainAfterCrash(IActorCall attempt, ActorCell cell);

    /// <summary>Puts an attempt that follows a crash under the call's deadline, outside of any lock: it may end at once.</summary>
    void BeginLimits(IActorCall attempt);

    /// <summary>Makes another attempt where the exception is to be retried; false where it is not.</summary>
    bool TryRunAgainAfterException(IActorCall attempt, Exception exception, ActorCell cell);
}
