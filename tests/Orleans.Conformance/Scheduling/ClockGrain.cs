using System.Diagnostics;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Scheduling;

public sealed class ClockGrain : Grain, IClockGrain
{
    private readonly List<IDisposable> _timers = [];
    private string? _deactivated;
    private int _ticks;

    public async Task StartLegacy(string ticked, string started, string release)
    {
#pragma warning disable CS0618 // The legacy timer is what is tested.
        _timers.Add(RegisterTimer(
            name =>
            {
                Signals.Set((string)name!);
                return Task.CompletedTask;
            },
            ticked,
            TimeSpan.Zero,
            TimeSpan.FromDays(1)));
#pragma warning restore CS0618
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task MeasureGaps(TimeSpan period, TimeSpan work, int ticks, string measured)
    {
        var gaps = new List<TimeSpan>();
        long? ended = null;
        _timers.Add(this.RegisterGrainTimer(
            async () =>
            {
                if (ended is { } before)
                {
                    gaps.Add(Stopwatch.GetElapsedTime(before));
                }

                await Task.Delay(work);
                ended = Stopwatch.GetTimestamp();
                if (gaps.Count == ticks)
                {
                    Signals.Set(measured, gaps.ToArray());
                }
            },
            TimeSpan.Zero,
            period));
        return Task.CompletedTask;
    }

    public Task ChangeInCallback(string ticked)
    {
        IGrainTimer? timer = null;
        timer = this.RegisterGrainTimer(
            async () =>
            {
                if (++_ticks == 1)
                {
                    timer!.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    await Task.Delay(50);
                }
                else
                {
                    Signals.Set(ticked);
                }
            },
            TimeSpan.Zero,
            TimeSpan.FromDays(1));
        _timers.Add(timer);
        return Task.CompletedTask;
    }

    public Task StartForDeactivation(string ticked, string deactivated)
    {
        _deactivated = deactivated;
        _timers.Add(this.RegisterGrainTimer(
            token =>
            {
                _ticks++;
                token.Register(() => _ticks = -1);
                Signals.Set(ticked);
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            TimeSpan.FromDays(1)));
        return Task.CompletedTask;
    }

    public Task StartOnce(string ticked)
    {
        _timers.Add(this.RegisterGrainTimer(
            () =>
            {
                _ticks++;
                Signals.Set(ticked);
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task<string> StartWrong()
    {
        try
        {
            this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.FromSeconds(-5), TimeSpan.Zero);
            return Task.FromResult("accepted");
        }
        catch (ArgumentOutOfRangeException)
        {
            return Task.FromResult("refused");
        }
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public Task Stop()
    {
        _timers.ForEach(timer => timer.Dispose());
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_deactivated is not null)
        {
            Signals.Set(_deactivated, _ticks);
        }

        return Task.CompletedTask;
    }
}
