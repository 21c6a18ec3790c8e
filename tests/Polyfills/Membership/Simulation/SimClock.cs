namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>Time that moves only from one timer to the next.</summary>
internal sealed class SimClock : TimeProvider
{
    private readonly PriorityQueue<SimTimer, (long Due, long Order)> _timers = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(_now);

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs the timers that are due next; false when there are none.</summary>
    public bool Advance()
    {
        while (_timers.TryDequeue(out var timer, out var key))
        {
            if (timer.Order == key.Order)
            {
                _now = Math.Max(_now, key.Due);
                timer.Fire();
                return true;
            }
        }

        return false;
    }

    private sealed class SimTimer(SimClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Of the entry in the queue that counts; earlier ones have been changed or disposed of.</summary>
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Order = ++clock._order;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock._timers.Enqueue(this, (clock._now + Math.Max(0, dueTime.Ticks), Order));
            }

            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            callback();
        }

        public void Dispose() => Order = ++clock._order;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
