using Orleans.Ray.CodeGeneration;
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
/// calls that were made. An actor whose name another one has is forwarded: it never lives, and its calls go to the other.
/// </remarks>
internal abstract class ActorCell
{
    private readonly Lock _resourcesLock = new();
    private readonly HashSet<IActorCall> _heldCalls = [];
    private readonly string? _name;
    private ActorCell? _forwardedTo;
    private RayException? _death;
    private CpuLease? _lease;
    private ResourceGrant? _grant;
    private int _holds;
    private bool _hasResources;
    private volatile bool _ending;
    private volatile bool _alive;

    protected ActorCell(RayNode node, Job job, ActorId id, ActorDescriptor descriptor, ActorOptions options)
    {
        Node = node;
        Job = job;
        Id = id;
        Descriptor = descriptor;
        _name = options.Name;
        Namespace = options.Namespace ?? job.Namespace;
        Class = node.Scheduler.ClassOf(descriptor.DemandFor(options));
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

    public bool IsDead => Volatile.Read(ref _death) is not null;

    /// <summary>Whether the last hold is gone, or the actor is dead: nobody can hold it any more.</summary>
    public bool IsEnding => Volatile.Read(ref _holds) == 0 || IsDead;

    public bool HasResources => Volatile.Read(ref _hasResources);

    public bool IsAlive => _alive && !IsDead;

    public ResourceGrant? Grant => _grant;

    public CpuLease? Lease => Class.CpuUnits == 0 ? null : _lease ?? Interlocked.CompareExchange(ref _lease, new CpuLease(Node.Scheduler, Class.CpuUnits), null) ?? _lease;

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
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            _ending = true;
            OnIdle();
        }
    }

    /// <summary>A call waits for an argument, or behind one that does.</summary>
    public void HoldCall(IActorCall call)
    {
        lock (_heldCalls)
        {
            _heldCalls.Add(call);
        }

        // Its actor may have died before the call could be seen to wait.
        Interlocked.MemoryBarrier();
        if (IsDead)
        {
            call.Abort(DeathError());
        }
    }

    public void UnholdCall(IActorCall call)
    {
        lock (_heldCalls)
        {
            _heldCalls.Remove(call);
        }

        OnIdle();
    }

    public void Deliver(IActorCall call)
    {
        Mailbox.Enqueue(call);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _forwardedTo) is { } other)
        {
            Mailbox.MoveTo(other);
        }
        else if (IsDead)
        {
            Mailbox.AbortQueued(DeathError());
        }
    }

    public RayException DeathError() => Volatile.Read(ref _death) ?? LastHandleGone();

    public string Explain() => IsAlive
        ? $"{this} has {Mailbox.QueueLength} calls waiting"
        : IsDead ? $"{this} has ended"
        : HasResources ? $"{this} is being constructed"
        : $"{this} is not constructed yet, and waits for its arguments, its name or its resources: it asks for {Class.Demand}; node {Node.Id} has {Node.Ledger.Available()} free of {Node.Ledger.Totals}";

    /// <summary>Takes over what the scheduler gave for the construction, for as long as the actor lives.</summary>
    public void TakeResources(ResourceGrant? grant)
    {
        lock (_resourcesLock)
        {
            _grant = grant;
            _hasResources = true;
        }

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

    public void OnConstructionFailed(Exception exception) =>
        Die(new ActorDiedException($"The constructor of {this} failed: {exception.Message}", exception));

    /// <summary>Ends the actor at once: calls fail, nothing is disposed of, its name and resources are free.</summary>
    public Task KillAsync(string reason) => Die(new ActorDiedException($"{this} {reason}."));

    /// <summary>Sends the calls of this actor, which never came to life, to the one that has its name.</summary>
    public void ForwardTo(ActorCell other)
    {
        Volatile.Write(ref _forwardedTo, other);
        Interlocked.MemoryBarrier();
        Mailbox.MoveTo(other);
        Node.Actors.Remove(this);
    }

    /// <summary>Ends the actor if it has no holds and no calls any more.</summary>
    public void OnIdle()
    {
        if (_ending && _alive && Mailbox.IsIdle && !HasHeldCalls && !IsDead)
        {
            _ = EndAsync();
        }
    }

    protected abstract ValueTask DisposeInstanceAsync();

    private async Task EndAsync()
    {
        if (!TryMarkDead(LastHandleGone()))
        {
            return;
        }

        // The last handle may have gone on the finalizer's thread, which runs no user code.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await DisposeInstanceAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Node.Log.ActorDisposeFailed(exception, ToString());
        }

        await CleanUpAsync().ConfigureAwait(false);
    }

    public Task Die(RayException death)
    {
        if (!TryMarkDead(death))
        {
            return Task.CompletedTask;
        }

        Mailbox.AbortAll(death);
        foreach (var call in HeldCalls())
        {
            call.Abort(death);
        }

        return CleanUpAsync();
    }

    private bool HasHeldCalls
    {
        get
        {
            lock (_heldCalls)
            {
                return _heldCalls.Count > 0;
            }
        }
    }

    private IActorCall[] HeldCalls()
    {
        lock (_heldCalls)
        {
            return [.. _heldCalls];
        }
    }

    private ActorDiedException LastHandleGone() => new($"The last handle of {this} is gone.");

    private bool TryMarkDead(RayException death) => Interlocked.CompareExchange(ref _death, death, null) is null;

    private Task CleanUpAsync()
    {
        ReleaseResources();
        Node.Actors.Remove(this);
        return _name is null ? Task.CompletedTask : Node.Actors.ReleaseNameAsync(this);
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

        Node.Scheduler.Release(Class, grant, _lease?.Close() ?? true);
    }
}
