namespace Orleans.Ray.Tasks;

/// <summary>
/// What everything that one scope submits shares. Its submissions keep this, not the scope itself: a result must not keep alive the
/// task that led to it, nor that task's own result.
/// </summary>
/// <remarks>
/// Submitters form a chain up to the driver's, along which a recursive cancel comes down: it marks one, and what was submitted below
/// looks up before it starts. Tokens are made only for work that wants to be told while it runs (<see cref="Tasks.Family"/>). One whose scope has ended
/// cannot be cancelled any more and drops out of the chain, which is therefore as long as the nesting of what runs.
/// </remarks>
internal sealed class Submitter
{
    private readonly Submitter? _parent;
    private readonly WorkLimits? _limits;
    private Family? _family;
    private uint _count;
    private volatile bool _hasEnded;

    private Submitter(RayNode node, Job job, TaskId id, int depth, Submitter? parent, WorkLimits? limits)
    {
        Node = node;
        Job = job;
        Id = id;
        Depth = depth;
        _parent = parent;
        _limits = limits;
    }

    public RayNode Node { get; }

    public Job Job { get; }

    /// <summary>The scope's own id, from which those of its submissions derive.</summary>
    public TaskId Id { get; }

    /// <summary>How many submissions lie between the driver and the scope.</summary>
    public int Depth { get; }

    public bool IsDriver => Depth == 0;

    /// <summary>The time limit of the scope, which what it submits is under too; null where it has none.</summary>
    public TimeLimit? Limit => _limits?.Current;

    public bool IsCancelled
    {
        get
        {
            for (var submitter = this; submitter is not null; submitter = submitter._parent)
            {
                if (Volatile.Read(ref submitter._family) is { IsCancelled: true })
                {
                    return true;
                }
            }

            return false;
        }
    }

    public bool HasEnded => _hasEnded;

    /// <summary>How many tokens a cancel of the scope is passed on to.</summary>
    public int FamilyMembers => Volatile.Read(ref _family)?.Members ?? 0;

    private Family Family => Volatile.Read(ref _family) ?? CreateFamilySlow();

    public static Submitter OfDriver(RayNode node, Job job, TaskId id) => new(node, job, id, depth: 0, parent: null, limits: null);

    /// <summary>The submitter of work that this one submitted.</summary>
    /// <param name="id">The id of that work.</param>
    /// <param name="limits">The time limits that it is under.</param>
    public Submitter Below(TaskId id, WorkLimits? limits)
    {
        var parent = this;
        while (parent is { _hasEnded: true, _parent: not null } && Volatile.Read(ref parent._family) is not { IsCancelled: true })
        {
            parent = parent._parent;
        }

        return new Submitter(Node, Job, id, Depth + 1, parent, limits);
    }

    public bool HasSubmitted => Volatile.Read(ref _count) > 0;

    /// <summary>Draws the number of the next submission, or of the next value that is put.</summary>
    public uint NextIndex() => Interlocked.Increment(ref _count);

    /// <summary>
    /// A token source that is cancelled when the scope is, with what it submitted. A driver's never is, and need not leave.
    /// </summary>
    public LinkedSource JoinFamily() => IsDriver ? new LinkedSource(default) : Family.Join();

    /// <summary>What joined needs its token no more.</summary>
    public void LeaveFamily(LinkedSource member)
    {
        if (!IsDriver)
        {
            Family.Leave(member);
        }
    }

    /// <summary>Cancels what the scope has submitted, and what it may still submit.</summary>
    public Task CancelFamilyAsync() => Family.CancelAsync();

    /// <summary>The scope has ended: nobody cancels it any more.</summary>
    public void End()
    {
        _hasEnded = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _family)?.OnScopeEnded();
    }

    private Family CreateFamilySlow()
    {
        var created = new Family(this, _parent!);
        return Interlocked.CompareExchange(ref _family, created, null) ?? created;
    }
}
