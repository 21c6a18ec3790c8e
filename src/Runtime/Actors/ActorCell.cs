using Orleans.Ray.CodeGeneration;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>
/// One actor of this node: its instance, its mailbox, what it holds of the ledger, and who holds it.
/// </summary>
/// <remarks>
/// It is pending (arguments, name or resources are missing), alive (constructed; the mailbox is open), or dead, for good. A pending or alive
/// actor dies once, by whoever swaps <see cref="_death"/> in: a failed constructor, a kill, or the end of its last hold, which waits for the
/// calls that were made. An actor whose name another one has is forwarded: it never lives, its calls go to the other, and it holds the
/// other as long as it is held itself.
/// </remarks>
internal abstract partial class ActorCell
{
    private readonly Lock _resourcesLock = new();
    private readonly HashSet<IActorCall> _heldCalls = [];
    private readonly string? _name;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorCell? _forwardedTo;
    private RayException? _death;
    private CpuLease? _lease;
    private ResourceGrant? _grant;
    private int _holds;
    private int _forwardReleased;
    private bool _hasResources;
    private volatile bool _ending;
    private volatile bool _alive;

    protected ActorCell(IExecutionScope creator, ActorId id, ActorDescriptor descriptor, ActorOptions options)
    {
        Node = creator.Node;
        Job = creator.Job;
        Id = id;
        Descriptor = descriptor;
        _name = options.Name;
        Namespace = options.Namespace ?? Job.Namespace;
        Class = Job.Queue.ClassOf(descriptor.DemandFor(options), target: BundleTarget.For(creator, options.SchedulingStrategy)).AtDepth(creator.Depth);
        var concurrency = options.MaxConcurrency ?? descriptor.MaxConcurrency;
        Mailbox = new Mailbox(this, concurrency > 0 ? concurrency : descriptor.IsAsync ? 1000 : 1, descriptor.IsAsync);

        // The creator's handle; a detached actor also holds itself.
        _holds = options.Lifetime == ActorLifetime.Detached ? 2 : 1;
    }

    public RayNode Node { get; }

    public Job Job { get; }

    public ActorId Id { get; }

    public ActorDescriptor Descriptor { get; }

    public SchedulingClass Class { get; }

    public Mailbox Mailbox { get; }

    public string? Name => _name;

    public string Namespace { get; }

    /// <summary>Whether the actor has its name, or another has it; completed where there is none to take.</summary>
    public Task Registration { get; set; } = Task.CompletedTask;

    /// <summary>The actor that this one's calls go to: itself, or the one that it was forwarded to.</summary>
    public ActorCell Target => Volatile.Read(ref _forwardedTo) ?? this;

    public bool IsDead => Volatile.Read(ref _death) is not null;

    /// <summary>Whether the last hold is gone, or the actor is dead: nobody can hold it any more.</summary>
    public bool IsEnding => Volatile.Read(ref _holds) == 0 || IsDead;

    public bool HasResources => Volatile.Read(ref _hasResources);

    public bool IsAlive => _alive && !IsDead;

    public ResourceGrant? Grant => _grant;

    public CpuLease? Lease => Class.CpuUnits == 0 ? null : _lease ?? Interlocked.CompareExchange(ref _lease, new CpuLease(Node.Scheduler, _grant?.Ledger ?? Node.Ledger, Class.CpuUnits), null) ?? _lease;

    public override string ToString() => _name is null ? $"actor {Descriptor.Name} ({Id})" : $"actor {Descriptor.Name} '{_name}' ({Id})";

    public ActorReference? TryHold() => TryAddHold() ? new ActorReference(this) : null;

    /// <summary>Adds a hold; false where the last one is gone, which is for good.</summary>
    public bool TryAddHold()
    {
        var holds = Volatile.Read(ref _holds);
        while (holds > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holds, holds + 1, holds);
            if (seen == holds)
            {
                return !IsDead;
            }

            holds = seen;
        }

        return false;
    }

    public void ReleaseHold()
    {
        if (Interlocked.Decrement(ref _holds) != 0)
        {
            return;
        }

        _ending = true;
        if (Volatile.Read(ref _forwardedTo) is not null)
        {
            ReleaseForwardedHold();
        }
        else
        {
            OnIdle();
        }
    }

    public string Explain() => IsAlive
        ? $"{this} has {Mailbox.QueueLength} calls waiting"
        : IsDead ? $"{this} has ended"
        : HasResources ? $"{this} is being constructed"
        : $"{this} is not constructed yet, and waits for its arguments, its name or its resources: {Class.ExplainResources()}";

    /// <summary>Takes over what the scheduler gave for the construction, for as long as the actor lives.</summary>
    public void TakeResources(ResourceGrant? grant)
    {
        lock (_resourcesLock)
        {
            _grant = grant;
            _hasResources = true;
        }

        (grant?.Ledger ?? Node.Ledger).Commit(Class.Demand);
        if (IsDead)
        {
            ReleaseResources();
        }
    }

    /// <summary>The instance is there: calls may run.</summary>
    public void OnConstructed()
    {
        if (IsDead)
        {
            return;
        }

        _alive = true;
        Mailbox.Open();
        OnIdle();
    }

    private void ReleaseResources()
    {
        ResourceGrant? grant;
        lock (_resourcesLock)
        {
            if (!_hasResources)
            {
                return;
            }

            _hasResources = false;
            grant = _grant;
        }

        (grant?.Ledger ?? Node.Ledger).Uncommit(Class.Demand);
        Node.Scheduler.Release(Class, grant, Lease?.Close() ?? true);
    }
}
