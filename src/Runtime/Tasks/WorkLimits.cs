using System.Globalization;

namespace Orleans.Ray.Tasks;

/// <summary>The time limits of one task or actor call; only those have this that are under any.</summary>
/// <remarks>
/// The deadline is there from submission to end: the invocation's own, or that of what submitted it, whichever is earlier. The limit of an
/// attempt begins with the attempt and ends with it; <see cref="TryClaimAttempt"/> and <see cref="EndAttempt"/> exclude one another, so that
/// the time of one attempt never ends the next.
/// </remarks>
internal sealed class WorkLimits
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeLimit? _deadline;
    private readonly TimeSpan? _timeout;
    private TimeLimit? _attempt;

    private WorkLimits(TimeProvider time, TimeLimit? deadline, TimeSpan? timeout)
    {
        _time = time;
        _deadline = deadline;
        _timeout = timeout;
    }

    /// <summary>The limit that comes first: what is submitted now is under it too.</summary>
    public TimeLimit? Current => Volatile.Read(ref _attempt) ?? _deadline;

    /// <summary>The limits of an invocation; null where there are none.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="inherited">The limit of what submits it.</param>
    /// <param name="timeout">How long an attempt may run.</param>
    /// <param name="deadline">When it must have ended.</param>
    /// <param name="task">The invocation's id.</param>
    /// <param name="name">Its name.</param>
    public static WorkLimits? Create(TimeProvider time, TimeLimit? inherited, TimeSpan? timeout, DateTimeOffset? deadline, TaskId task, string name)
    {
        var limit = inherited;
        if (deadline is { } moment)
        {
            var now = time.GetUtcNow();
            if (inherited is null || moment - now < inherited.Remaining)
            {
                limit = new TimeLimit(time, moment - now, task, name, $"Deadline of {Show(moment)} (submitted at {Show(now)})");
            }
        }

        return limit is null && timeout is null ? null : new WorkLimits(time, limit, timeout);
    }

    /// <summary>Puts the invocation under its deadline. False, with that, where it has passed.</summary>
    public bool TryBegin(IInvocation work, out TimeLimit passed)
    {
        passed = _deadline!;
        return _deadline?.TryAdd(work) ?? true;
    }

    /// <summary>An attempt begins, and with it the time that it may take.</summary>
    public void BeginAttempt(IInvocation work, TaskId task, string name, int attempt)
    {
        if (_timeout is not { } timeout || _deadline?.Remaining <= timeout)
        {
            return;
        }

        var limit = new TimeLimit(_time, timeout, task, name, $"Timeout of {timeout} (attempt {attempt}, running since {Show(_time.GetUtcNow())})");
        lock (_lock)
        {
            _attempt = limit;
        }

        if (!limit.TryAdd(work))
        {
            work.OnTimeUp(limit);
        }
    }

    /// <summary>The attempt has ended, and another may follow.</summary>
    public void EndAttempt(IInvocation work)
    {
        TimeLimit? ended;
        lock (_lock)
        {
            ended = _attempt;
            _attempt = null;
        }

        ended?.Remove(work);
    }

    /// <summary>The invocation has ended.</summary>
    public void End(IInvocation work)
    {
        _deadline?.Remove(work);
        Volatile.Read(ref _attempt)?.Remove(work);
    }

    /// <summary>Whether the limit is that of an attempt, which must still be the current one to be ended.</summary>
    public bool IsOfAttempt(TimeLimit limit) => !ReferenceEquals(limit, _deadline);

    /// <summary>Lets <paramref name="claim"/> end the attempt that the limit is of, unless that has ended.</summary>
    public bool TryClaimAttempt(TimeLimit limit, Func<bool> claim)
    {
        lock (_lock)
        {
            return ReferenceEquals(_attempt, limit) && claim();
        }
    }

    private static string Show(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
