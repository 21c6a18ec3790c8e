using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

/// <summary>What the silos that stay lose with one that leaves: it owned a part of the directory.</summary>
public sealed class LeavingSiloTests : IAsyncLifetime
{
    private const int GrainCount = 500;
    private static readonly string Lost = $"deactivated {DeactivationReasonCode.DirectoryFailure}";

    private readonly LocalCluster _cluster = new();

    public Task InitializeAsync() => _cluster.StartAsync(3);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Activations_that_were_registered_with_leavers_end_and_the_others_stay()
    {
        var (lossy, safe) = (await StartGrains<IDefaultDirectoryGrain>(), await StartGrains<ISharedDirectoryGrain>());

        await _cluster.StopAsync(2);
        await _cluster.StopAsync(1);

        // Range sizes are random; that the first silo owned every one of these grains is not to be expected.
        await Patience.Until(async () => lossy.Keys.Any(HasLost) && await AllAreAsTheyShould(lossy));
        Assert.Equal(safe, await ActivationsOf(safe.Keys));
        Assert.DoesNotContain(safe.Keys, HasLost);
    }

    [Fact]
    public async Task A_joining_silo_ends_no_activation()
    {
        var grains = await StartGrains<IDefaultDirectoryGrain>();

        await _cluster.StartAsync(1);

        Assert.Equal(grains, await ActivationsOf(grains.Keys));
    }

    [Fact]
    public async Task Entries_of_a_dead_silo_in_a_directory_outside_are_replaced()
    {
        var grain = _cluster.Factory(0).GetGrain<ISharedDirectoryGrain>(Names.New());
        var victim = _cluster.Address(2);
        await Placed.On(victim, async () => Assert.Equal(victim, await grain.Where()));

        await _cluster.StopAsync(2, gracefully: false);

        Assert.Equal(victim, _cluster.SharedDirectory.Find(grain.GetGrainId())!.SiloAddress);
        var other = await grain.Where().Soon();
        Assert.NotEqual(victim, other);
        Assert.Equal(other, _cluster.SharedDirectory.Find(grain.GetGrainId())!.SiloAddress);
    }

    private static bool HasLost(IAddressable grain) => Events.Of(grain).Contains(Lost);

    private static async Task<bool> AllAreAsTheyShould<TGrain>(Dictionary<TGrain, Guid> grains)
        where TGrain : IRegisteredGrain
    {
        try
        {
            var now = await ActivationsOf(grains.Keys);
            return grains.All(grain => HasLost(grain.Key) == (now[grain.Key] != grain.Value));
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // While the silos do not agree yet.
            return false;
        }
    }

    private static async Task<Dictionary<TGrain, Guid>> ActivationsOf<TGrain>(IEnumerable<TGrain> grains)
        where TGrain : IRegisteredGrain
    {
        var result = new Dictionary<TGrain, Guid>();
        foreach (var grain in grains)
        {
            result[grain] = await grain.Activation().Soon();
        }

        return result;
    }

    private async Task<Dictionary<TGrain, Guid>> StartGrains<TGrain>()
        where TGrain : IRegisteredGrain
    {
        var grains = Enumerable.Range(0, GrainCount).Select(_ => _cluster.Factory(0).GetGrain<TGrain>(Names.New())).ToArray();
        Dictionary<TGrain, Guid> result = [];
        await Placed.On(_cluster.Address(0), async () => result = await ActivationsOf(grains));
        return result;
    }
}
