namespace Orleans.Runtime;

/// <summary>What the messages for one grain id go to in this silo: an activation, or a pool of stateless workers.</summary>
internal abstract class LocalGrain
{
    public abstract GrainId GrainId { get; }

    public abstract void Receive(Message message);
}
