using Orleans.Ray.CodeGeneration;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>
/// One actor of this node: its queues of calls, its lives, and who holds it.
/// </summary>
/// <remarks>
/// <para>
/// It is pending (arguments, name or resources are missing), alive (constructed; the mailboxes are open), restarting (it has crashed, and is to
/// be constructed again), or dead, for good. All changes are made under <see cref="Gate"/>. It dies once, by whoever sets <see cref="_death"/>:
/// a failed constructor, a kill, a crash with no restarts left, its own exit, or the end of its last hold, which waits for the calls that
/// were made.
/// </para>
/// <para>
/// Each construction belongs to an <see cref="ActorLife"/>. A crash ends the life and begins another one; the queues of calls stay. What still runs
/// in a life that is over cannot be stopped, but it takes no calls and ends none: its calls have been ended, or another attempt has taken
/// their place.
/// </para>
/// <para>
/// An actor whose name another one has is forwarded: it never lives, its calls go to the other, and it holds the other as long as it is held
/// itself.
/// </para>
/// </remarks>
internal sealed partial class ActorCell
{
    private static readonly Dictionary<string, int> NoGroups = [];

    private readonly HashSet<IActorCall> _heldCalls = [];
    private readonly CallQueue[] _queues;
    private readonly string? _name;
    private readonly bool _isDetached;
    private readonly DateTimeOffset _createdAt;
    private readonly int _maxRestarts;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorLife _life;
    private ActorCell? _forwardedTo;
    private RayException? _death;
    private int _holds;
    private int _reasonsGone;
    private long _starts;
    private volatile ActorStatus _status;
    private volatile bool _ending;
    private volatile bool _dependenciesReady;

    public ActorCell(IExecutionScope creator, ActorId id, ActorDescriptor descriptor, ActorOptions options)
    {
        Node = creator.Node;
        Job = creator.Job;
        Id = id;
        Descriptor = descriptor;
        _name = options.Name;
        Namespace = options.Namespace ?? Job.Namespace;
        Class = Job.Queue.ClassOf(descriptor.DemandFor(options), target: BundleTarget.For(creator, options.SchedulingStrategy)).AtDepth(creator.Depth);
        _maxRestarts = options.MaxRestarts ?? descriptor.MaxRestarts;
        MaxTaskRetries = options.MaxTaskRetries ?? descriptor.MaxTaskRetries;
        MaxPendingCalls = options.MaxPendingCalls ?? descriptor.MaxPendingCalls;
        _queues = CreateQueues(descriptor, options);
        HasOrdinaryCalls = _queues.Length == 1 && MaxTaskRetries == 0 && MaxPendingCalls < 0 && !descriptor.HasMethodSettings;
        _life = new ActorLife(this, _queues);

        // The creator's handle; a detached actor also holds itself.
        _isDetached = options.Lifetime == ActorLifetime.Detached;
        _holds = _isDetached ? 2 : 1;
        _createdAt = Node.State.Clock.UtcNow;
    }

    public RayNode Node { get; }

    public Job Job { get; }

    public ActorId Id { get; }

    public ActorDescriptor Descriptor { get; }

    public SchedulingClass Class { get; }

    /// <summary>Guards every change of where the actor stands, and in a restartable one the taking of calls.</summary>
    public Lock Gate { get; } = new();

    public int NumRestarts { get; private set; }

    /// <summary>Whether a crash may be followed by another construction.</summary>
    public bool IsRestartable => _maxRestarts != 0;

    public int MaxTaskRetries { get; }

    public int MaxPendingCalls { get; }

    /// <summary>Whether calls without options need nothing but a place in the mailbox.</summary>
    public bool HasOrdinaryCalls { get; }

    public ActorLife Life => Volatile.Read(ref _life);

    public string? Name => _name;

    public string Namespace { get; }

    /// <summary>The first construction until it starts: it may wait for arguments that never come.</summary>
    public IReconstruction? Construction { private get; set; }

    /// <summary>Whether the actor has its name, or another has it; completed where there is none to take.</summary>
    public Task Registration { get; set; } = Task.CompletedTask;

    /// <summary>The actor that this one's calls go to: itself, or the one that it was forwarded to.</summary>
    public ActorCell Target => Volatile.Read(ref _forwardedTo) ?? this;

    public bool IsDead => Volatile.Read(ref _death) is not null;

    /// <summary>Whether the last hold is gone, or the actor is dead: nobody can hold it any more.</summary>
    public bool IsEnding => Volatile.Read(ref _holds) == 0 || IsDead;

    public bool HasResources => Life.HasResources;

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
        OneReasonLess();
        OnIdle();
    }

    public string Explain() => _status switch
    {
        ActorStatus.Alive => $"{this} has {_queues.Sum(static queue => queue.Count)} calls waiting",
        ActorStatus.Dead => $"{this} has ended",
        _ when HasResources => $"{this} is being constructed",
        ActorStatus.Restarting => $"{this} has crashed and is to be constructed again; {WhatIsFree()}",
        _ => $"{this} is not constructed yet, and waits for its arguments, its name or its resources: {WhatIsFree()}",
    };

    /// <summary>Whether that life is the actor's present one.</summary>
    public bool IsLiving(ActorLife life) => !IsDead && ReferenceEquals(Volatile.Read(ref _life), life);

    /// <summary>The constructor is about to run; false where the life that it is for is over.</summary>
    /// <param name="life">The life.</param>
    /// <param name="reconstruction">How to construct the actor again after a crash; null where it is not.</param>
    public bool TryBeginConstruction(ActorLife life, IReconstruction? reconstruction)
    {
        lock (Gate)
        {
            if (!IsLiving(life))
            {
                return false;
            }

            _reconstruction = reconstruction;
            Construction = null;
            return life.IsUnderConstruction = true;
        }
    }

    /// <summary>The instance is there: calls may run.</summary>
    public void OnConstructed(ActorLife life, object instance)
    {
        lock (Gate)
        {
            if (IsLiving(life))
            {
                life.Begin(instance, Node.Time.GetTimestamp());
                _status = ActorStatus.Alive;
                life.Open();
            }
        }

        life.SetBegun();
        OnIdle();
    }

    private static CallQueue[] CreateQueues(ActorDescriptor descriptor, ActorOptions options)
    {
        var concurrency = options.MaxConcurrency ?? descriptor.MaxConcurrency;
        concurrency = concurrency > 0 ? concurrency : descriptor.IsAsync ? 1000 : 1;
        var groups = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, limit) in NoGroups.Concat(descriptor.ConcurrencyGroups ?? NoGroups).Concat(options.ConcurrencyGroups ?? NoGroups))
        {
            groups[name] = limit;
        }

        return
        [
            Create(null, concurrency),
            .. groups.Select(group => Create(group.Key, group.Value > 0 ? group.Value : concurrency)),
        ];

        CallQueue Create(string? name, int limit) =>
            new(name, limit, isOrdered: !(options.AllowOutOfOrderExecution ?? descriptor.AllowOutOfOrderExecution ?? limit > 1));
    }

    private string WhatIsFree() => Class.ExplainResources();
}
