using Orleans.Concurrency;

namespace Orleans.Runtime;

[StatelessWorker]
internal sealed class ManagementGrain(MembershipManager membership, IMembershipTable table, GrainDirectories directories, IServiceProvider services) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => Task.FromResult(
        membership.Snapshot.Members.Values
            .Where(member => !onlyActive || member.Status == SiloStatus.Active)
            .ToDictionary(member => member.SiloAddress, member => member.Status));

    public async Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) =>
        [.. (await table.ReadAll()).Members.Select(member => member.Item1).Where(row => !onlyActive || row.Status == SiloStatus.Active)];

    public Task ForceGarbageCollection(SiloAddress[] hostsIds) =>
        Task.WhenAll(SilosOrAll(hostsIds).Select(silo => Control(silo).CollectGarbage().AsTask()));

    public Task ForceActivationCollection(SiloAddress[] hostsIds, TimeSpan ageLimit) =>
        Task.WhenAll(SilosOrAll(hostsIds).Select(silo => Control(silo).CollectActivations(ageLimit).AsTask()));

    public Task ForceActivationCollection(TimeSpan ageLimit) => ForceActivationCollection([], ageLimit);

    public async Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
    [
        .. (await GetActivations(hostsIds))
            .GroupBy(static activation => (activation.GrainType, activation.SiloAddress))
            .Select(static group => new SimpleGrainStatistic { GrainType = group.Key.GrainType, SiloAddress = group.Key.SiloAddress, ActivationCount = group.Count() }),
    ];

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public async Task<DetailedGrainStatistic[]> GetDetailedGrainStatistics(string[]? types = null, SiloAddress[]? hostsIds = null) =>
        [.. (await GetActivations(hostsIds ?? [])).Where(activation => types is null || types.Contains(activation.GrainType))];

    public async Task<int> GetTotalActivationCount() => (await GetActivations([])).Count;

    public async ValueTask<SiloAddress?> GetActivationAddress(IAddressable reference)
    {
        var grainId = reference.GetGrainId();
        return (await directories.Of(grainId.Type).Lookup(grainId))?.SiloAddress;
    }

    public async ValueTask<List<GrainId>> GetActiveGrains(GrainType type) =>
        [.. (await GetActivations([])).Where(activation => activation.GrainId.Type.Equals(type)).Select(static activation => activation.GrainId)];

    private ISiloControlTarget Control(SiloAddress silo) => SystemTargets.Get<ISiloControlTarget>(services, silo);

    private async Task<List<DetailedGrainStatistic>> GetActivations(SiloAddress[] silos)
    {
        var lists = await Task.WhenAll(SilosOrAll(silos).Select(silo => Control(silo).GetActivations().AsTask()));
        return [.. lists.SelectMany(static list => list)];
    }

    private IEnumerable<SiloAddress> SilosOrAll(SiloAddress[] silos) => silos is { Length: > 0 }
        ? silos
        : membership.Snapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress);
}
