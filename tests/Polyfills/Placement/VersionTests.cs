using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Placement;

/// <summary>One silo that knows the first version of an interface, and one that knows the second.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private const string Old = "Silo_0";
    private const string New = "Silo_1";
    private const int Grains = 40;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(static (options, silo) => silo.Services.PostConfigure<GrainTypeOptions>(types =>
        {
            // The class has both; the interface that is known first gives the version.
            types.Interfaces.Remove(options.SiloName == Old ? typeof(ISecondVersion) : typeof(IFirstVersion));
        }));
        builder.ConfigureClient(static client => client.Services.PostConfigure<GrainTypeOptions>(static types => types.Interfaces.Remove(typeof(IFirstVersion))));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForClusterManifestToStabilizeAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Who_knows_the_old_version_may_place_a_grain_on_either_silo()
    {
        var used = new HashSet<SiloAddress>();
        for (var i = 0; i < Grains; i++)
        {
            used.Add(await Of(Old).Factory().GetGrain<IFirstVersion>(NewId()).Where().WaitAsync(Patience));
        }

        Assert.Equal(2, used.Count);
    }

    [Fact]
    public async Task Who_knows_the_new_version_places_grains_where_that_is_known()
    {
        for (var i = 0; i < Grains; i++)
        {
            Assert.Equal(Of(New).SiloAddress, await Of(New).Factory().GetGrain<ISecondVersion>(NewId()).Where().WaitAsync(Patience));
        }
    }

    // The real packages carry the caller's version.
    [Fact]
    public async Task Of_a_clients_call_the_version_counts_that_the_silo_knows_which_places_the_grain()
    {
        await _cluster.StopSiloAsync(Of(New));

        Assert.Equal(Of(Old).SiloAddress, await _cluster.Client.GetGrain<ISecondVersion>(NewId()).Where().WaitAsync(Patience));
    }

    [Fact]
    public async Task An_activation_that_runs_serves_callers_of_any_version()
    {
        var id = NewId();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, Of(Old).SiloAddress);
        Assert.Equal(Of(Old).SiloAddress, await Of(Old).Factory().GetGrain<IFirstVersion>(id).Where().WaitAsync(Patience));
        RequestContext.Clear();

        Assert.Equal(Of(Old).SiloAddress, await Of(New).Factory().GetGrain<ISecondVersion>(id).Where().WaitAsync(Patience));
    }

    [Fact]
    public void Directors_see_which_silo_has_which_version()
    {
        var placement = Of(Old).ServiceProvider.GetRequiredService<PlacementService>();
        var type = GrainInterfaceType.Create("versioned");

        var any = placement.GetCompatibleSilosWithVersions(new PlacementTarget(NewId(), null!, type, 0));
        Assert.Equal([Of(Old).SiloAddress], any[1]);
        Assert.Equal([Of(New).SiloAddress], any[2]);
        Assert.Equal([Of(New).SiloAddress], placement.GetCompatibleSilos(new PlacementTarget(NewId(), null!, type, 2)));
        Assert.Throws<OrleansException>(() => placement.GetCompatibleSilos(new PlacementTarget(NewId(), null!, type, 3)));
    }

    // Both interfaces lead to the one class, which makes it ambiguous by name.
    private static GrainId NewId() => GrainId.Create(VersionedGrain.GrainTypeName, Guid.NewGuid().ToString("N"));

    private InProcessSiloHandle Of(string name) => _cluster.Silos.Single(silo => silo.Name == name);
}
