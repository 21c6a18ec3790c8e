using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Objects;
using Orleans.Ray.Tests.Nodes;
using Orleans.Serialization.Serializers;
using Orleans.TestingHost;

namespace Orleans.Ray.Tests.Grains;

/// <summary>References and handles in the signatures of grains.</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class GrainSignatureTests
{
    [Fact]
    public async Task A_reference_is_an_argument_like_any_other()
    {
        await using var cluster = await DeployAsync();
        var (ray, trainer) = Of(cluster);

        Assert.Equal(7, await trainer.FitAsync(ray.Put(new[] { 1.0, 2, 3 })).Soon());
        Assert.Equal(6, await trainer.SumAllAsync([ray.Put(1), ray.Put(2), ray.Put(3)]).Soon());
    }

    [Fact]
    public async Task A_reference_that_is_not_ready_is_passed_all_the_same()
    {
        await using var cluster = await DeployAsync();
        var (_, trainer) = Of(cluster);
        using var gate = new Gate();
        var sum = trainer.SumAllAsync([Gated.Remote.Later(gate.Id, 4)]);
        await gate.ArrivalsAsync(1);
        Assert.False(sum.IsCompleted);

        gate.Open();

        Assert.Equal(4, await sum.Soon());
    }

    [Fact]
    public async Task A_reference_comes_back()
    {
        await using var cluster = await DeployAsync();
        var (ray, trainer) = Of(cluster);

        var reference = await trainer.SubmitFitAsync(ray.Put(new[] { 1.0, 2, 3 })).Soon();

        Assert.Equal(6, await reference.Soon());
    }

    [Fact]
    public async Task References_and_handles_travel_inside_of_values()
    {
        await using var cluster = await DeployAsync();
        var (ray, trainer) = Of(cluster);
        await using var counter = Counter.Remote.Create(10);

        var back = await trainer.PassOnAsync(new GrainParcel { Value = ray.Put(1), Counter = counter }).Soon();
        await using var passed = (Counter.Handle)back.Counter!;

        Assert.Equal(2, await back.Value.Soon());
        Assert.Equal(counter.Id, passed.Id);
        Assert.NotSame(counter, passed);
        Assert.Equal(11, await passed.Increment().Soon());
    }

    [Fact]
    public async Task A_handle_that_a_grain_gives_up_leaves_the_callers_alone()
    {
        await using var cluster = await DeployAsync();
        var (_, trainer) = Of(cluster);
        await using var counter = Counter.Remote.Create(10);

        Assert.Equal(11, await trainer.IncrementAsync(counter).Soon());
        Assert.Equal(12, await counter.Increment().Soon());
    }

    [Fact]
    public async Task A_reference_that_comes_through_a_client_is_resolved_on_its_node()
    {
        await using var cluster = await DeployAsync(withClient: true);
        var (ray, _) = Of(cluster);
        var trainer = cluster.Client.GetGrain<ITrainer>("m1");

        Assert.Equal(2, await trainer.FitAsync(ray.Put(new[] { 1.0 })).Soon());
    }

    [Fact]
    public async Task A_client_can_hold_a_reference_and_hand_it_back_but_not_get_it()
    {
        await using var cluster = await DeployAsync(withClient: true);

        var reference = await cluster.Client.GetGrain<IReferrer>("r").PutAsync(4).Soon();

        var lost = await Assert.ThrowsAsync<ObjectLostException>(() => reference.Soon());
        Assert.Contains("resolved by the node that made it alone", lost.Message, StringComparison.Ordinal);
        Assert.Equal(8, await cluster.Client.GetGrain<ITrainer>("m1").SumAllAsync([reference, reference]).Soon());
    }

    private static (IRay Ray, ITrainer Trainer) Of(InProcessTestCluster cluster)
    {
        var services = cluster.GetSiloServiceProvider();
        return (services.GetRequiredService<IRay>(), services.GetRequiredService<IGrainFactory>().GetGrain<ITrainer>("m1"));
    }

    private static async Task<InProcessTestCluster> DeployAsync(bool withClient = false)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = withClient;
        // A client that is to say why it cannot send a reference needs the codec that says so.
        builder.ConfigureClient(static client => client.Services.AddSingleton<IGeneralizedCodec, ProcessBoundCodec>());
        builder.ConfigureSilo(static (_, silo) => silo.AddRay(static o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 1;
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
