using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Scheduling;

public sealed class TimerGrain : Grain, ITimerGrain
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5);
    private readonly List<IGrainTimer> _timers = [];
    private int _inside;
    private int _most;

    public Task Start(string signal, int ticks, bool fail)
    {
        var count = 0;
        _timers.Add(this.RegisterGrainTimer(
            async () =>
            {
                _most = Math.Max(_most, ++_inside);
                await Task.Delay(10);
                _inside--;
                if (++count >= ticks)
                {
                    Signals.Set(signal);
                }

                if (fail)
                {
                    throw new InvalidOperationException("The timer must survive this.");
                }
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(1)));
        return Task.CompletedTask;
    }

    public async Task StartAndBlock(string ticked, bool interleave, string started, string release)
    {
        _timers.Add(this.RegisterGrainTimer(
            static (name, _) =>
            {
                Signals.Set(name);
                return Task.CompletedTask;
            },
            ticked,
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = interleave }));
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public async Task<bool> StartAndDispose()
    {
        var ticked = false;
        var timer = this.RegisterGrainTimer(
            () =>
            {
                ticked = true;
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)) { Interleave = true });
        timer.Dispose();
        await Task.Delay(30);
        return ticked;
    }

    public Task StartChanged(string signal)
    {
        var timer = this.RegisterGrainTimer(
            static (name, _) =>
            {
                Signals.Set(name);
                return Task.CompletedTask;
            },
            signal,
            TimeSpan.FromDays(1),
            TimeSpan.FromDays(1));
        timer.Change(TimeSpan.Zero, Short);
        _timers.Add(timer);
        return Task.CompletedTask;
    }

    public Task StartWithToken(string started, string cancelled)
    {
        _timers.Add(this.RegisterGrainTimer(
            async token =>
            {
                token.Register(() => Signals.Set(cancelled));
                Signals.Set(started);
                await Task.Delay(Timeout.Infinite, token);
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Short) { Interleave = true }));
        return Task.CompletedTask;
    }

    public Task StartRegistering(string ticked, string cancelled)
    {
        _timers.Add(this.RegisterGrainTimer(
            token =>
            {
                token.Register(() => Signals.Set(cancelled));
                Signals.Set(ticked);
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Short));
        return Task.CompletedTask;
    }

    public Task StopAll()
    {
        _timers.ForEach(timer => timer.Dispose());
        return Task.CompletedTask;
    }

    public Task<int> Overlapping() => Task.FromResult(_most);
}
