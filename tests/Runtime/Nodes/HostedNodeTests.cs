using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Ray.Tests.Nodes;

/// <summary>A node in a silo that somebody else hosts: <c>AddRay</c>, and <c>IRay</c> from the services.</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class HostedNodeTests
{
    [Fact]
    public async Task A_silo_with_AddRay_is_a_node_and_injects_IRay()
    {
        await using var cluster = await DeployAsync(silo => silo.AddRay(o =>
        {
            o.NumCpus = 3;
            o.Resources["tpu"] = 2;
        }));
        var ray = cluster.GetSiloServiceProvider().GetRequiredService<IRay>();

        Assert.Equal(3, ray.ClusterResources()["CPU"]);
        Assert.Equal(2, ray.ClusterResources()["tpu"]);
        Assert.Equal(5, await ray.GetAsync(ray.Put(5)));
        Assert.Single(ray.Nodes());
    }

    [Fact]
    public async Task AddRay_twice_adds_one_node_and_applies_both_options()
    {
        await using var cluster = await DeployAsync(silo => silo.AddRay(o => o.NumCpus = 3).AddRay(o => o.NumGpus = 1));
        var ray = cluster.GetSiloServiceProvider().GetRequiredService<IRay>();

        Assert.Equal(3, ray.ClusterResources()["CPU"]);
        Assert.Equal(1, ray.ClusterResources()["GPU"]);
    }

    [Fact]
    public async Task Options_that_make_no_sense_keep_the_silo_from_starting()
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var cluster = await DeployAsync(silo => silo.AddRay(o => o.NumCpus = -1));
        });

        Assert.Contains("NumCpus", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_tasks_and_actor_calls_make_no_grain_call()
    {
        var calls = 0;
        await using var cluster = await DeployAsync(silo => silo
            .AddRay(o => o.NumCpus = 2)
            .AddIncomingGrainCallFilter(context =>
            {
                if (context.InterfaceName.Contains("Ray", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref calls);
                }

                return context.Invoke();
            }));
        var ray = cluster.GetSiloServiceProvider().GetRequiredService<IRay>();
        await using var created = Counter.Remote.Create(0, new ActorOptions { Name = "hits" });
        await created.Increment(0).Soon();
        await using var named = await ray.GetActorAsync<Counter.Handle>("hits");
        var callsForTheName = Volatile.Read(ref calls);

        var sums = Enumerable.Range(0, 100).Select(i => Sums.Remote.Increment(i)).ToList();
        Assert.Equal(Enumerable.Range(1, 100), await ray.GetAsync(sums));
        for (var i = 1; i <= 100; i++)
        {
            Assert.Equal(i, await named.Increment().Soon());
        }

        Assert.True(callsForTheName > 0, "Taking a name is a grain call, so the filter would have seen others.");
        Assert.Equal(callsForTheName, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task Names_of_actors_outlive_the_activation_of_their_table()
    {
        GrainId? table = null;
        await using var cluster = await DeployAsync(silo => silo
            .AddRay(o => o.NumCpus = 2)
            .AddIncomingGrainCallFilter(context =>
            {
                table = context.InterfaceName.Contains("ActorTable", StringComparison.Ordinal) ? context.TargetId : table;
                return context.Invoke();
            }));
        var ray = cluster.GetSiloServiceProvider().GetRequiredService<IRay>();
        await using var created = Counter.Remote.Create(4, new ActorOptions { Name = "hits" });
        await created.Increment(0).Soon();

        // What it knows next, it has read from its storage.
        await cluster.DeactivateAsync(table!.Value);

        await using var named = await ray.GetActorAsync<Counter.Handle>("hits");
        Assert.Equal(5, await named.Increment().Soon());
    }

    private static async Task<InProcessTestCluster> DeployAsync(Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) => configure(silo));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
