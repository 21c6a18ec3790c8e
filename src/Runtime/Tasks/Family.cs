namespace Orleans.Ray.Tasks;

/// <summary>
/// The tokens of what one scope has submitted: they are cancelled together, with the scope or with what submitted that. Only scopes have this
/// of whose submissions one wants a token, or that were cancelled.
/// </summary>
/// <remarks>
/// <para>
/// A member is a token source that is linked to the family's own, and that to the family above. The family's own is there while it has members, and
/// while its scope runs, which may get more of them. Invariant: when the scope has ended and the last member has left, nothing of the family is linked
/// above, however long what is above may live. All of that is under the lock, which is taken from below upwards; tokens are cancelled outside
/// of it, since that runs user code.
/// </para>
/// <para>
/// A cancel is for good. It is written down first, then the family's source is cancelled: who joins before is told through that, who joins later is
/// cancelled when it joins. A cancel from above reaches the members through the links alone; <see cref="Submitter.IsCancelled"/> looks upwards for it.
/// </para>
/// <para>
/// The end of the scope and a first member that leaves may meet: the scope is marked as ended, with a fence, before it looks for a family, and a
/// member looks at the mark when it has left. One of them sees the other.
/// </para>
/// </remarks>
internal sealed class Family(Submitter scope, Submitter above)
{
    private readonly Lock _lock = new();
    private LinkedSource? _source;
    private int _members;
    private volatile bool _isCancelled;

    public bool IsCancelled => _isCancelled;

    /// <summary>How many tokens are told of a cancel, those of the families below among them.</summary>
    public int Members
    {
        get
        {
            lock (_lock)
            {
                return _members;
            }
        }
    }

    /// <summary>A token source that is cancelled with the family until it <see cref="Leave">leaves</see>.</summary>
    public LinkedSource Join()
    {
        lock (_lock)
        {
            _members++;
            if (_isCancelled)
            {
                return new LinkedSource(new CancellationToken(canceled: true));
            }

            _source ??= above.JoinFamily();
            return new LinkedSource(_source.Token);
        }
    }

    public void Leave(LinkedSource member)
    {
        member.Unlink();
        LinkedSource? unused;
        lock (_lock)
        {
            _members--;
            unused = TakeUnusedNeedsLock();
        }

        LeaveAbove(unused);
    }

    /// <summary>The scope is marked as ended.</summary>
    public void OnScopeEnded()
    {
        LinkedSource? unused;
        lock (_lock)
        {
            unused = TakeUnusedNeedsLock();
        }

        LeaveAbove(unused);
    }

    /// <summary>Cancels what belongs to the family, now and later. Callbacks run on the thread pool; what they throw is in the task.</summary>
    public Task CancelAsync()
    {
        LinkedSource? source;
        lock (_lock)
        {
            _isCancelled = true;
            source = _source;
        }

        return source?.CancelAsync() ?? Task.CompletedTask;
    }

    private LinkedSource? TakeUnusedNeedsLock()
    {
        if (_members > 0 || !scope.HasEnded)
        {
            return null;
        }

        var unused = _source;
        _source = null;
        return unused;
    }

    private void LeaveAbove(LinkedSource? source)
    {
        if (source is not null)
        {
            above.LeaveFamily(source);
        }
    }
}
