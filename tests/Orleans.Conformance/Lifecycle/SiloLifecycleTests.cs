using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Identity;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifecycle;

public sealed class SiloLifecycleTests
{
    [Fact]
    public async Task Stages_start_upwards_and_stop_downwards_between_the_hosts_other_services()
    {
        var log = new List<string>();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostedService>(new RecordingHostedService("before", log));
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        builder.Services.AddSingleton<IHostedService>(new RecordingHostedService("after", log));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            new StageRecorder(log, ServiceLifecycleStage.Active, ServiceLifecycleStage.RuntimeInitialize, ServiceLifecycleStage.ApplicationServices, 4500));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(
            [
                "start before", "start 2000", "start 4500", "start 10000", "start 20000", "start after",
                "stop after", "stop 20000", "stop 10000", "stop 4500", "stop 2000", "stop before",
            ],
            log);
    }

    [Fact]
    public async Task Startup_tasks_run_in_their_stage_and_may_call_grains()
    {
        var answers = new List<string>();
        var builder = LocalHost.CreateBuilder(out _);
        builder.UseOrleans(silo => silo
            .AddStartupTask(async (services, _) => answers.Add(await services.GetRequiredService<IGrainFactory>().GetGrain<IStringKeyGrain>("startup").Key()))
            .AddStartupTask((services, _) =>
            {
                answers.Add("early");
                return Task.CompletedTask;
            }, ServiceLifecycleStage.ApplicationServices));
        using var host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(["early", "startup"], answers);
    }

    [Fact]
    public async Task A_failing_startup_task_fails_the_start()
    {
        var log = new List<string>();
        var builder = LocalHost.CreateBuilder(out _);
        builder.UseOrleans(silo => silo.AddStartupTask((_, _) => throw new InvalidDataException("not ready")));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageRecorder(log, ServiceLifecycleStage.ApplicationServices, ServiceLifecycleStage.Active + 1));
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains("start 10000", log);
        Assert.DoesNotContain("start 20001", log);
    }

    [Fact]
    public async Task A_graceful_stop_deactivates_the_grains()
    {
        var builder = LocalHost.CreateBuilder(out _);
        using var host = builder.Build();
        await host.StartAsync();
        var (grain, reported) = (host.Services.GetRequiredService<IGrainFactory>().GetGrain<Lifetime.ILifetimeGrain>("x"), Names.New());
        await grain.ReportDeactivation(reported);

        await host.StopAsync();

        Assert.Equal(DeactivationReasonCode.ShuttingDown, await Signals.Wait(reported));
    }

    [Fact]
    public async Task A_stopping_silo_waits_for_requests_that_run()
    {
        var builder = LocalHost.CreateBuilder(out _);
        using var host = builder.Build();
        await host.StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<Scheduling.ITurnGrain>("x");
        var (started, release) = (Names.New(), Names.New());
        var running = grain.Block(started, release);
        await Signals.Wait(started);

        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        Signals.Set(release);

        await running.Soon();
        await stopping.Soon();
    }

    [Fact]
    public async Task The_silo_describes_itself()
    {
        var builder = LocalHost.CreateBuilder(out var gatewayPort);
        builder.UseOrleans(silo => silo.Configure<Configuration.SiloOptions>(options => options.SiloName = "mine"));
        using var host = builder.Build();
        await host.StartAsync();

        var details = host.Services.GetRequiredService<ILocalSiloDetails>();
        var oracle = host.Services.GetRequiredService<ISiloStatusOracle>();
        var membership = host.Services.GetRequiredService<IClusterMembershipService>();

        Assert.Equal("mine", details.Name);
        Assert.Equal(gatewayPort, details.GatewayAddress.Endpoint.Port);
        Assert.Equal("default", details.ClusterId);
        Assert.Equal(SiloStatus.Active, oracle.CurrentStatus);
        Assert.Equal([details.SiloAddress], oracle.GetActiveSilos());
        Assert.Equal(SiloStatus.Active, membership.CurrentSnapshot.GetSiloStatus(details.SiloAddress));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_silo_and_a_client_connect_by_ports()
    {
        var builder = LocalHost.CreateBuilder(out var gatewayPort);
        using var host = builder.Build();
        await host.StartAsync();
        var clientBuilder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        clientBuilder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        using var clientHost = clientBuilder.Build();

        await clientHost.StartAsync();
        var answer = await clientHost.Services.GetRequiredService<IClusterClient>().GetGrain<IStringKeyGrain>("k").Key();
        await clientHost.StopAsync();
        await host.StopAsync();

        Assert.Equal("k", answer);
    }

    [Fact]
    public async Task A_client_without_a_gateway_asks_its_retry_filter_and_fails()
    {
        using var ports = new TestClusterPortAllocator();
        var (_, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var attempts = 0;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(gatewayPort)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(++attempts < 2)));
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<OrleansException>(() => host.StartAsync());

        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_silo_without_clustering_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(static _ => { });
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync());

        Assert.Contains(nameof(IMembershipTable), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_a_silo_or_a_client_but_not_both()
    {
        var builder = LocalHost.CreateBuilder(out _);

        Assert.Throws<OrleansConfigurationException>(() => builder.UseOrleansClient());
    }
}
