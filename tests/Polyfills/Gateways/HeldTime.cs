using System.Threading.Channels;

namespace Orleans.Polyfills.Gateways;

/// <summary>A clock whose short delays, while it is held, end one by one, when the test says so: however much time passes, there is no step that a test can miss.</summary>
internal sealed class HeldTime(TimeSpan longest) : TimeProvider, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Channel<HeldTimer> _held = Channel.CreateUnbounded<HeldTimer>();
    private bool _isHolding;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (!_isHolding || period != Timeout.InfiniteTimeSpan || dueTime < TimeSpan.Zero || dueTime > longest)
            {
                return System.CreateTimer(callback, state, dueTime, period);
            }

            var timer = new HeldTimer(System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            Assert.True(_held.Writer.TryWrite(timer));
            return timer;
        }
    }

    /// <summary>Until what this returns is disposed of.</summary>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            _isHolding = true;
        }

        return this;
    }

    /// <summary>Until a short delay has begun that has not been ended here.</summary>
    public async Task WhenDelayedAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        Assert.True(await _held.Reader.WaitToReadAsync(limit.Token));
    }

    public async Task EndDelayAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        (await _held.Reader.ReadAsync(limit.Token)).End();
    }

    /// <summary>Delays take their time again; those that have begun end now.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isHolding = false;
            while (_held.Reader.TryRead(out var timer))
            {
                timer.End();
            }
        }
    }

    private sealed class HeldTimer(ITimer timer) : ITimer
    {
        public void End() => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
