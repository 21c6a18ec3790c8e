using Orleans.Ray.State;

namespace Orleans.Ray.Actors;

/// <summary>What listings see of the actor.</summary>
internal sealed partial class ActorCell
{
    public ActorState State => _status switch
    {
        _ when IsDead => ActorState.Dead,
        ActorStatus.Alive => ActorState.Alive,
        ActorStatus.Restarting => ActorState.Restarting,
        _ when _dependenciesReady => ActorState.PendingCreation,
        _ => ActorState.DependenciesUnready,
    };

    public int PendingCalls => _queues.Sum(static queue => queue.Count) + HeldCalls().Length;

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
        NumRestarts = NumRestarts,
        PendingCalls = PendingCalls,
        RequiredResources = Class.Demand.ToDictionary(),
        CreatedAt = _createdAt,
        DeathCause = Volatile.Read(ref _death)?.Message,
    };

    /// <summary>Calls that wait for an argument, behind one that does, or for their turn.</summary>
    public IEnumerable<IListedWork> WaitingCalls() => IsForwarded ? [] : HeldCalls().Concat(_queues.SelectMany(static queue => queue.Snapshot())).OfType<IListedWork>();

    public IEnumerable<IListedWork> RunningCalls() => Life.Running().OfType<IListedWork>();

    private IActorCall[] HeldCalls()
    {
        lock (_heldCalls)
        {
            return [.. _heldCalls];
        }
    }
}
