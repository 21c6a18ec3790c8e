using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Clients;

public sealed class LateGrainTests
{
    private const string WithClass = "Silo_1";

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_client_can_call_grains_of_a_class_that_a_later_silo_brings()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((options, silo) =>
        {
            if (options.SiloName != WithClass)
            {
                silo.Services.PostConfigure<GrainTypeOptions>(types => types.Classes.Remove(typeof(LateGrain)));
            }
        });
        builder.ConfigureClient(client =>
        {
            client.Configure<TypeManagementOptions>(options => options.TypeMapRefreshInterval = Often);
            client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = Often);
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        Assert.Throws<ArgumentException>(() => cluster.Client.GetGrain<ILateGrain>("a"));

        var added = await cluster.StartAdditionalSiloAsync();
        Assert.Equal(WithClass, added.Name);
        await Patience.Until(() => Task.FromResult(Knows(cluster.Client)));

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Client.GetGrain<ILateGrain>(Names.New()).Where())),
            silo => Assert.Equal(added.SiloAddress, silo));
    }

    private static bool Knows(IGrainFactory client)
    {
        try
        {
            client.GetGrain<ILateGrain>("a");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
