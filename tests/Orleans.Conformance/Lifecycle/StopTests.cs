using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Membership;
using Orleans.Conformance.Shared;
using Orleans.Conformance.TestClusters;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Lifecycle;

/// <summary>The order and the limits of a silo's start and end.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Participants_of_one_stage_start_and_stop_together()
    {
        var (firstStarted, secondStarted, firstStopped, secondStopped) = (Source(), Source(), Source(), Source());
        using var host = Build(
            new Participant(5000, _ => MeetAsync(firstStarted, secondStarted), _ => MeetAsync(firstStopped, secondStopped)),
            new Participant(5000, _ => MeetAsync(secondStarted, firstStarted), _ => MeetAsync(secondStopped, firstStopped)));

        await host.StartAsync().Soon();
        await host.StopAsync().Soon();
    }

    [Fact]
    public async Task A_failing_start_keeps_later_stages_from_starting()
    {
        var log = new List<string>();
        using var host = Build(new Participant(5000, _ => throw new InvalidDataException("no")), new StageRecorder(log, 4500, 5500));

        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        Assert.Contains("start 4500", log);
        Assert.DoesNotContain("start 5500", log);
    }

    [Fact]
    public async Task A_failing_stop_does_not_keep_the_others_from_stopping()
    {
        var log = new List<string>();
        using var host = Build(new Participant(5000, stop: _ => throw new InvalidDataException("no")), new StageRecorder(log, 4500, 5500));
        await host.StartAsync();

        await host.StopAsync();

        Assert.Equal(["start 4500", "start 5500", "stop 5500", "stop 4500"], log);
    }

    [Fact]
    public async Task The_silo_is_active_from_its_stage_on_and_shuts_down_before_its_grains_end()
    {
        var statuses = new List<(string Step, SiloStatus Status)>();
        IHost? host = null;
        ILifecycleParticipant<ISiloLifecycle> Record(int stage) => new Participant(stage, _ => Add("start", stage), _ => Add("stop", stage));
        Task Add(string step, int stage)
        {
            statuses.Add(($"{step} {stage}", host!.Services.GetRequiredService<ISiloStatusOracle>().CurrentStatus));
            return Task.CompletedTask;
        }

        using (host = Build(Record(ServiceLifecycleStage.ApplicationServices), Record(ServiceLifecycleStage.Active), Record(ServiceLifecycleStage.GrainDeactivation)))
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.NotEqual(SiloStatus.Active, statuses.Single(static entry => entry.Step == "start 10000").Status);
        Assert.Equal(SiloStatus.Active, statuses.Single(static entry => entry.Step == "start 20000").Status);
        Assert.Equal(SiloStatus.Active, statuses.Single(static entry => entry.Step == "stop 20000").Status);
        Assert.Equal(SiloStatus.ShuttingDown, statuses.Single(static entry => entry.Step == "stop 19998").Status);
    }

    [Fact]
    public async Task The_others_hear_of_a_stop_while_its_grains_still_end()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var victim = cluster.Silos[1];

        // From a silo: the client's way to the grain may lead through the gateway that stops.
        var grain = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IPlaceGrain>(Names.New());
        var (started, release) = (Names.New(), Names.New());
        await Placed.On(victim.SiloAddress, grain.Where);
        var recorder = new StatusRecorder(victim.SiloAddress);
        cluster.Silos[0].ServiceProvider.GetRequiredService<ISiloStatusOracle>().SubscribeToSiloStatusEvents(recorder);
        var running = grain.Block(started, release);
        await Signals.Wait(started);

        var stopping = cluster.StopSiloAsync(victim);
        await recorder.WaitForAsync(SiloStatus.ShuttingDown);
        Assert.False(stopping.IsCompleted);
        Assert.DoesNotContain(SiloStatus.Dead, recorder.Seen);
        Signals.Set(release);

        await stopping.Soon();
        await recorder.WaitForAsync(SiloStatus.Dead);
        Assert.Equal(recorder.Seen.Order().Distinct(), recorder.Seen);
        await running.Soon();
    }

    [Fact]
    public async Task A_kill_runs_all_stages_and_tells_the_others_but_not_the_grains()
    {
        var log = new List<string>();
        await using var cluster = new InProcessTestClusterBuilder(2)
            .ConfigureSilo((options, silo) =>
            {
                if (options.SiloName == "Silo_1")
                {
                    silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageRecorder(log, 4500, 10000, 20000));
                }
            })
            .Build();
        await cluster.DeployAsync();
        var victim = cluster.Silos.Single(static silo => silo.Name == "Silo_1");
        var witness = cluster.Silos.Single(static silo => silo.Name == "Silo_0");
        var recorder = new StatusRecorder(victim.SiloAddress);
        witness.ServiceProvider.GetRequiredService<ISiloStatusOracle>().SubscribeToSiloStatusEvents(recorder);
        var (grain, reported) = (cluster.Client.GetGrain<IPlaceGrain>(Names.New()), Names.New());
        await Placed.On(victim.SiloAddress, () => grain.ReportDeactivation(reported));

        await cluster.KillSiloAsync(victim);

        await recorder.WaitForAsync(SiloStatus.Dead);
        Assert.DoesNotContain(SiloStatus.ShuttingDown, recorder.Seen);
        Assert.Equal(["start 4500", "start 10000", "start 20000", "stop 20000", "stop 10000", "stop 4500"], log);
        Assert.False(Signals.IsSet(reported));
    }

    [Fact]
    public async Task A_stop_ends_when_its_time_is_up_whatever_still_runs()
    {
        using var host = Build();
        await host.StartAsync();
        var (started, release) = (Names.New(), Names.New());
        var running = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlaceGrain>("slow").Block(started, release);
        await Signals.Wait(started);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await host.StopAsync(limit.Token).Soon();

        Assert.True(limit.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<Exception>(() => running.Soon());
        Signals.Set(release);
    }

    private static IHost Build(params ILifecycleParticipant<ISiloLifecycle>[] participants)
    {
        var builder = LocalHost.CreateBuilder(out _);
        foreach (var participant in participants)
        {
            builder.Services.AddSingleton(participant);
        }

        return builder.Build();
    }

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task MeetAsync(TaskCompletionSource mine, TaskCompletionSource other)
    {
        mine.SetResult();
        await other.Task.Soon();
    }
}
