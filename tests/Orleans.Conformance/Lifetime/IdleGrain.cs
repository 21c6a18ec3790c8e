using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class IdleGrain : Grain, IIdleGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private string? _reported;

    public Task<Guid> ReportDeactivation(string reported)
    {
        _reported = reported;
        return Task.FromResult(_id);
    }

    public Task Delay(TimeSpan delay)
    {
        DelayDeactivation(delay);
        return Task.CompletedTask;
    }

    public Task Tick(bool keepAlive)
    {
        var period = TimeSpan.FromMilliseconds(100);
        // Neither the ticks nor the calls that they make are uses of the grain.
        var other = GrainFactory.GetGrain<IKeptGrain>("called by others");
        this.RegisterGrainTimer(() => other.Activation(), new GrainTimerCreationOptions(period, period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_reported is not null)
        {
            Signals.Set(_reported, reason.ReasonCode);
        }

        return Task.CompletedTask;
    }
}
