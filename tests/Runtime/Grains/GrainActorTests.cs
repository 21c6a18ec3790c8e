using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Ray.Tests.Nodes;
using Orleans.TestingHost;

namespace Orleans.Ray.Tests.Grains;

/// <summary>Grains with <c>[BottomUpPlacement]</c>: what they take from the ledger and give back, and what they find around them.</summary>
[Collection(ProcessWideCollection.Name)]
public sealed class GrainActorTests
{
    [Fact]
    public async Task A_grain_holds_its_resources_from_before_its_activation_to_its_end()
    {
        await using var cluster = await DeployAsync(o => o.NumGpus = 1);
        var (ray, grains) = Of(cluster);
        var trainer = grains.GetGrain<ITrainer>("m1");
        Assert.Equal(1, ray.AvailableResources()["GPU"]);

        Assert.Equal(0, await trainer.GpuAsync().Soon());
        Assert.False(ray.AvailableResources().ContainsKey("GPU"));
        Assert.Equal(1, ray.AvailableResources()["CPU"]);

        await trainer.LeaveAsync().Soon();
        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
        Assert.Equal(0, await trainer.GpuAsync().Soon());
    }

    [Fact]
    public async Task Each_grain_has_gpus_of_its_own()
    {
        await using var cluster = await DeployAsync(o => o.NumGpus = 2);
        var (ray, grains) = Of(cluster);

        var gpus = await Task.WhenAll(grains.GetGrain<ITrainer>("m1").GpuAsync(), grains.GetGrain<ITrainer>("m2").GpuAsync()).Soon();

        Assert.Equal([0, 1], gpus.Order());
        Assert.False(ray.AvailableResources().ContainsKey("GPU"));
    }

    [Fact]
    public async Task A_grain_waits_until_another_lets_go()
    {
        await using var cluster = await DeployAsync(o => o.NumGpus = 1);
        var (_, grains) = Of(cluster);
        await grains.GetGrain<ITrainer>("m1").GpuAsync().Soon();
        var waiting = grains.GetGrain<ITrainer>("m2").GpuAsync();

        await grains.GetGrain<ITrainer>("m1").LeaveAsync().Soon();

        Assert.Equal(0, await waiting.Soon());
    }

    [Fact]
    public async Task A_grain_that_cannot_have_its_resources_says_who_has_them()
    {
        await using var cluster = await DeployAsync(o =>
        {
            o.NumGpus = 1;
            o.GrainPlacementTimeout = TimeSpan.FromMilliseconds(1);
        });
        var (ray, grains) = Of(cluster);
        await OnceAvailableAsync(() => grains.GetGrain<ITrainer>("m1").GpuAsync());

        var thrown = await Assert.ThrowsAsync<ActorUnavailableException>(() => grains.GetGrain<ITrainer>("m2").GpuAsync().Soon());

        Assert.Contains("trainer/m2", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Held by grain trainer/m1 with", thrown.Message, StringComparison.Ordinal);
        await grains.GetGrain<ITrainer>("m1").LeaveAsync().Soon();
        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
        Assert.Equal(0, await OnceAvailableAsync(() => grains.GetGrain<ITrainer>("m2").GpuAsync()));
    }

    [Fact]
    public async Task An_actor_that_holds_them_is_named_too()
    {
        await using var cluster = await DeployAsync(o =>
        {
            o.Resources["slot"] = 1;
            o.GrainPlacementTimeout = TimeSpan.FromMilliseconds(1);
        });
        var (ray, grains) = Of(cluster);
        await using var counter = Counter.Remote.Create(0, new ActorOptions { Resources = new Dictionary<string, double> { ["slot"] = 1 } });
        await counter.Increment().Soon();

        var thrown = await Assert.ThrowsAsync<ActorUnavailableException>(() => grains.GetGrain<ITroubledGrain>("ok").HelloAsync().Soon());

        Assert.Contains("Held by actor Counter", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_node_can_give_is_refused_at_once()
    {
        await using var cluster = await DeployAsync(_ => { });
        var (ray, grains) = Of(cluster);

        var thrown = await Assert.ThrowsAsync<InfeasibleRequestException>(() => grains.GetGrain<IGiantGrain>("x").HelloAsync().Soon());

        Assert.Contains("giant/x", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("lacks 3998 more CPU", thrown.Message, StringComparison.Ordinal);
        Assert.True(AllIsFree(ray));
    }

    [Fact]
    public async Task A_failed_activation_gives_everything_back()
    {
        await using var cluster = await DeployAsync(o => o.Resources["slot"] = 1);
        var (ray, grains) = Of(cluster);
        var failing = grains.GetGrain<ITroubledGrain>("throws in OnActivateAsync");

        Assert.Equal("no activation", (await Assert.ThrowsAsync<InvalidDataException>(() => failing.HelloAsync().Soon())).Message);
        Assert.Equal("no activation", (await Assert.ThrowsAsync<InvalidDataException>(() => failing.HelloAsync().Soon())).Message);

        Assert.Equal("hello", await grains.GetGrain<ITroubledGrain>("ok").HelloAsync().Soon());
        await cluster.DeactivateAsync(grains.GetGrain<ITroubledGrain>("ok"));
        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
    }

    [Fact]
    public async Task What_a_failed_activation_left_comes_back_while_others_come_and_go()
    {
        await using var cluster = await DeployAsync(o => (o.NumGpus, o.Resources["slot"]) = (1, 1));
        var (ray, grains) = Of(cluster);
        await Assert.ThrowsAsync<InvalidDataException>(() => grains.GetGrain<ITroubledGrain>("throws in OnActivateAsync").HelloAsync().Soon());
        var activated = 0;

        await WaitForCondition.HoldsAsync(async () =>
        {
            var trainer = grains.GetGrain<ITrainer>($"m{activated++}");
            await trainer.GpuAsync().Soon();
            await trainer.LeaveAsync().Soon();
            return ray.AvailableResources().ContainsKey("slot");
        });
    }

    [Fact]
    public async Task A_call_that_throws_changes_nothing()
    {
        await using var cluster = await DeployAsync(o => o.Resources["slot"] = 1);
        var (ray, grains) = Of(cluster);
        var grain = grains.GetGrain<ITroubledGrain>("throws in a call");

        await Assert.ThrowsAsync<InvalidDataException>(() => grain.HelloAsync().Soon());
        Assert.False(ray.AvailableResources().ContainsKey("slot"));

        await cluster.DeactivateAsync(grain);
        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
    }

    [Fact]
    public async Task A_slow_activation_keeps_what_was_reserved_for_it()
    {
        using var gate = new Gate();
        await using var cluster = await DeployAsync(o => o.Resources["slot"] = 1);
        var (ray, grains) = Of(cluster);
        var hello = grains.GetGrain<ITroubledGrain>($"waits at {gate.Id}").HelloAsync();
        await gate.ArrivalsAsync(1);
        Assert.False(ray.AvailableResources().ContainsKey("slot"));

        gate.Open();

        Assert.Equal("hello", await hello.Soon());
        Assert.False(ray.AvailableResources().ContainsKey("slot"));
    }

    [Fact]
    public async Task Many_grains_that_come_and_go_leave_the_ledger_as_it_was()
    {
        await using var cluster = await DeployAsync(o => o.NumGpus = 2);
        var (ray, grains) = Of(cluster);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var trainer = grains.GetGrain<ITrainer>($"m{i}");
            Assert.InRange(await trainer.GpuAsync(), 0, 1);
            await trainer.LeaveAsync();
        })).Soon();

        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
    }

    [Fact]
    public async Task A_grain_that_waits_for_a_task_lets_it_have_its_cpu()
    {
        await using var cluster = await DeployAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 1;
        });
        var (ray, grains) = Of(cluster);

        Assert.Equal(7, await grains.GetGrain<ITrainer>("m1").FitAsync(ray.Put(new[] { 1.0, 2, 3 })).Soon());
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        await grains.GetGrain<ITrainer>("m1").LeaveAsync().Soon();
        await WaitForCondition.HoldsAsync(() => AllIsFree(ray));
    }

    [Fact]
    public async Task A_grain_is_on_the_node_of_its_own_silo_whatever_else_the_process_runs()
    {
        await using var cluster = await DeployAsync(o =>
        {
            o.NumGpus = 1;
            o.Namespace = "hosted";
        });
        await using var other = await Ray.InitAsync(o => o.Namespace = "other");
        var (ray, grains) = Of(cluster);

        var where = await grains.GetGrain<ITrainer>("m1").WhereAsync().Soon();

        var node = ray.Nodes().Single().Id;
        Assert.NotEqual(node, other.Nodes().Single().Id);
        Assert.Equal(node, where.Node);
        Assert.Equal(node, where.NodeOfInjected);
        Assert.Equal(node, await grains.GetGrain<IPlainGrain>("x").NodeAsync().Soon());
        Assert.Equal("hosted", where.Namespace);
        Assert.Equal("hosted", await grains.GetGrain<IPlainGrain>("x").NamespaceOfStaticAsync().Soon());
        Assert.Equal("trainer/m1", where.Name);
        Assert.Equal(1, where.Cpus);
        Assert.Equal([0], where.Gpus);
        Assert.Equal(5, await grains.GetGrain<ITrainer>("m1").SubmitOutsideOfTheTurnAsync(4).Soon());
        Assert.Equal("other", RayContext.Current.Namespace);
    }

    [Fact]
    public async Task A_silo_stops_with_its_grains_active()
    {
        await using var cluster = await DeployAsync(o => o.NumGpus = 1);
        var (_, grains) = Of(cluster);
        await grains.GetGrain<ITrainer>("m1").GpuAsync().Soon();
        var waiting = grains.GetGrain<ITrainer>("m2").GpuAsync();

        await cluster.StopAllSilosAsync().Soon();

        await Assert.ThrowsAnyAsync<Exception>(() => waiting.Soon());
    }

    private static bool AllIsFree(IRay ray) => ray.AvailableResources().OrderBy(pair => pair.Key).SequenceEqual(ray.ClusterResources().OrderBy(pair => pair.Key));

    private static (IRay Ray, IGrainFactory Grains) Of(InProcessTestCluster cluster)
    {
        var services = cluster.GetSiloServiceProvider();
        return (services.GetRequiredService<IRay>(), services.GetRequiredService<IGrainFactory>());
    }

    // On a busy machine a very short limit passes even where all is free.
    private static async Task<T> OnceAvailableAsync<T>(Func<Task<T>> call)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().Soon();
            }
            catch (ActorUnavailableException) when (Stopwatch.GetElapsedTime(begun) < Patience.Limit)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<InProcessTestCluster> DeployAsync(Action<RayOptions> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) => silo.AddRay(o =>
        {
            o.NumCpus = 2;
            configure(o);
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
