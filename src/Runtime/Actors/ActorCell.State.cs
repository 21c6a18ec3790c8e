using Orleans.Ray.State;

namespace Orleans.Ray.Actors;

/// <summary>What listings see of the actor.</summary>
internal abstract partial class ActorCell
{
    public ActorState State => IsDead ? ActorState.Dead
        : _alive ? ActorState.Alive
        : _dependenciesReady ? ActorState.PendingCreation
        : ActorState.DependenciesUnready;

    public int PendingCalls => Mailbox.QueueLength + HeldCalls().Length;

    private bool IsForwarded => Volatile.Read(ref _forwardedTo) is not null;

    /// <summary>The constructor's arguments and the name are there.</summary>
    public void OnDependenciesReady() => _dependenciesReady = true;

    public ActorInfo Describe() => new()
    {
        Id = Id,
        ClassName = Descriptor.Name,
        State = State,
        Name = _name,
        Namespace = Namespace,
        IsDetached = _isDetached,
        JobId = Job.Id,
        NodeId = Node.Id,
        NumRestarts = 0,
        PendingCalls = PendingCalls,
        RequiredResources = Class.Demand.ToDictionary(),
        CreatedAt = _createdAt,
        DeathCause = Volatile.Read(ref _death)?.Message,
    };

    /// <summary>Calls that wait for an argument, behind one that does, or for their turn.</summary>
    public IEnumerable<IListedWork> WaitingCalls() => IsForwarded ? [] : HeldCalls().Concat(Mailbox.WaitingCalls()).OfType<IListedWork>();

    public IEnumerable<IListedWork> RunningCalls() => Mailbox.RunningCalls().OfType<IListedWork>();

    private IActorCall[] HeldCalls()
    {
        lock (_heldCalls)
        {
            return [.. _heldCalls];
        }
    }
}
