namespace Orleans.Ray.Actors;

/// <summary>Brings the continuations of an async actor back to it, one turn at a time.</summary>
internal sealed class ActorSynchronizationContext(Mailbox mailbox) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => mailbox.PostTurn(d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Code cannot be sent to an actor and waited for; post it, or call the actor's handle.");

    public override SynchronizationContext CreateCopy() => this;
}
