using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.TestClusters;

public sealed class PlaceGrain(ILocalSiloDetails silo) : Grain, IPlaceGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private string? _report;

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<Guid> Activation() => Task.FromResult(_id);

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task CallBlocking(IPlaceGrain other, string started, string release) => other.Block(started, release);

    public Task ReportDeactivation(string signal)
    {
        _report = signal;
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_report is not null)
        {
            Signals.Set(_report, reason.ReasonCode);
        }

        return Task.CompletedTask;
    }
}
