using Orleans.Runtime;

namespace Orleans.Conformance.Processes;

public sealed class ProcessGrain(ILocalSiloDetails silo, ISiloStatusOracle oracle) : Grain, IProcessGrain
{
    private bool _isWorking;

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<SiloStatus> StatusOf(SiloAddress silo) => Task.FromResult(oracle.GetApproximateSiloStatus(silo));

    public async Task<SiloAddress> Work(TimeSpan duration)
    {
        _isWorking = true;
        await Task.Delay(duration);
        _isWorking = false;
        return silo.SiloAddress;
    }

    public Task<bool> IsWorking() => Task.FromResult(_isWorking);
}
