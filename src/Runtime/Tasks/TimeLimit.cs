namespace Orleans.Ray.Tasks;

/// <summary>
/// A moment by which some work must have ended: the deadline of a task and of all that it submits, or the end of one attempt's time and of
/// what that attempt submits.
/// </summary>
/// <remarks>
/// One timer for all of them, which runs while there are any. The moment is kept on the monotonic clock, so that setting the computer's clock
/// changes nothing. Who is told that the time is up is told once, outside of the lock.
/// </remarks>
internal sealed class TimeLimit(TimeProvider time, TimeSpan length, TaskId owner, string ownerName, string what)
{
    // The longest that timers take. One that is set for longer comes back and looks again.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly Lock _lock = new();
    private readonly HashSet<IInvocation> _work = new(ReferenceEqualityComparer.Instance);
    private readonly long _start = time.GetTimestamp();
    private ITimer? _timer;
    private bool _isUp;

    public TimeSpan Remaining => length - time.GetElapsedTime(_start);

    /// <summary>Puts work under the limit; false where the time is up already.</summary>
    public bool TryAdd(IInvocation work)
    {
        lock (_lock)
        {
            if (_isUp || Remaining <= TimeSpan.Zero)
            {
                return false;
            }

            _work.Add(work);
            _timer ??= StartTimerNeedsLock();
            return true;
        }
    }

    public void Remove(IInvocation work)
    {
        lock (_lock)
        {
            if (_work.Remove(work) && _work.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    /// <summary>The limit as a task says it that was under it: <c>its Deadline of ...</c>.</summary>
    public string DescribeTo(TaskId task) => task == owner ? $"its {what}" : $"the {what} of task '{ownerName}', from which it descends,";

    private ITimer StartTimerNeedsLock() => time.CreateDetachedTimer(static self => ((TimeLimit)self!).Look(), this, UntilNextLook());

    private void Look()
    {
        IInvocation[] work;
        lock (_lock)
        {
            if (_timer is null)
            {
                return;
            }

            if (Remaining > TimeSpan.Zero)
            {
                _timer.Change(UntilNextLook(), Timeout.InfiniteTimeSpan);
                return;
            }

            _isUp = true;
            work = [.. _work];
            _work.Clear();
            _timer.Dispose();
            _timer = null;
        }

        foreach (var item in work)
        {
            item.OnTimeUp(this);
        }
    }

    // Timers count whole milliseconds; one that came too early would have to come again.
    private TimeSpan UntilNextLook()
    {
        var remaining = Remaining;
        return remaining >= LongestTimer ? LongestTimer : TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(remaining.TotalMilliseconds)));
    }
}
