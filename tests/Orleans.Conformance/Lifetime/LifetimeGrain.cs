using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifetime;

public sealed class LifetimeGrain : Grain, ILifetimeGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private (string Begun, string Release)? _hold;
    private string? _report;

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task DeactivateSoon()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<Guid> DeactivateAfter(string started, string release)
    {
        DeactivateOnIdle();
        Signals.Set(started);
        await Signals.Wait(release);
        return _id;
    }

    public Task HoldDeactivation(string begun, string release)
    {
        _hold = (begun, release);
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReportDeactivation(string signal)
    {
        _report = signal;
        return Task.CompletedTask;
    }

    public Task DeactivateTwice()
    {
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, "first"));
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "second"));
        return Task.CompletedTask;
    }

    public Task Delay(TimeSpan delay)
    {
        DelayDeactivation(delay);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_hold is { } hold)
        {
            Signals.Set(hold.Begun);
            await Signals.Wait(hold.Release);
        }

        if (_report is { } report)
        {
            Signals.Set(report, reason.ReasonCode);
        }
    }
}
