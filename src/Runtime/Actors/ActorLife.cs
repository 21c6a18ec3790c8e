using Orleans.Ray.Resources;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>
/// One instance of an actor, from the request for its resources to its end. An actor that crashes and may be constructed again has several, one
/// after the other; code that still runs in an earlier one can do nothing to a later one.
/// </summary>
internal sealed class ActorLife
{
    private readonly Lock _resourcesLock = new();
    private readonly Mailbox[] _mailboxes;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CpuLease? _lease;
    private bool _hasResources;

    public ActorLife(ActorCell cell, IReadOnlyList<CallQueue> queues)
    {
        Cell = cell;
        _mailboxes = [.. queues.Select(queue => new Mailbox(this, queue))];
        Mailbox = _mailboxes[0];
    }

    public ActorCell Cell { get; }

    /// <summary>The mailbox of the default group.</summary>
    public Mailbox Mailbox { get; }

    public object? Instance { get; private set; }

    public ResourceGrant? Grant { get; private set; }

    public bool HasResources => Volatile.Read(ref _hasResources);

    /// <summary>Completes when the constructor has ended, or the life before it.</summary>
    public Task Begun => _begun.Task;

    /// <summary>When it was constructed, by the node's clock.</summary>
    public long BegunAt { get; private set; }

    /// <summary>Whether its constructor has started. Guarded by the cell's lock.</summary>
    public bool IsUnderConstruction { get; set; }

    /// <summary>The call after which the actor ends by itself. Guarded by the cell's lock.</summary>
    public IActorCall? ExitCall { get; set; }

    public bool IsIdle => Array.TrueForAll(_mailboxes, static mailbox => mailbox.IsIdle);

    public CpuLease? Lease => Cell.Class.CpuUnits == 0
        ? null
        : _lease ?? Interlocked.CompareExchange(ref _lease, new CpuLease(Cell.Node.Scheduler, Ledger, Cell.Class.CpuUnits), null) ?? _lease;

    // The node's, or that of a bundle.
    private ResourceLedger Ledger => Grant?.Ledger ?? Cell.Node.Ledger;

    public Mailbox MailboxAt(int group) => _mailboxes[group];

    /// <summary>Takes over what the scheduler gave for the construction, for as long as the life lasts.</summary>
    public void TakeResources(ResourceGrant? grant)
    {
        lock (_resourcesLock)
        {
            Grant = grant;
            _hasResources = true;
        }

        Ledger.Commit(Cell.Class.Demand);
        if (!Cell.IsLiving(this))
        {
            ReleaseResources();
        }
    }

    public void ReleaseResources()
    {
        lock (_resourcesLock)
        {
            if (!_hasResources)
            {
                return;
            }

            _hasResources = false;
        }

        Ledger.Uncommit(Cell.Class.Demand);
        Cell.Node.Scheduler.Release(Cell.Class, Grant, Lease?.Close() ?? true);
    }

    /// <summary>The constructor has made the instance. <see cref="Open"/> follows.</summary>
    public void Begin(object instance, long now)
    {
        Instance = instance;
        BegunAt = now;
    }

    public void Open()
    {
        foreach (var mailbox in _mailboxes)
        {
            mailbox.Open();
        }
    }

    /// <summary>Nobody waits any longer for the life to begin.</summary>
    public void SetBegun() => _begun.TrySetResult();

    /// <summary>No call starts any more; what runs goes on.</summary>
    public void Close()
    {
        foreach (var mailbox in _mailboxes)
        {
            mailbox.Close();
        }
    }

    /// <summary>The actor is dead, and handles that are left keep nothing of what it held. Code that still runs in the instance has it.</summary>
    public void LetGo() => Instance = null;

    /// <summary>Calls that run now, with those that are about to.</summary>
    public IEnumerable<IActorCall> Running() => _mailboxes.SelectMany(static mailbox => mailbox.Running());
}
