using Orleans.Conformance.Processes;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Membership;

/// <summary>Silos that are processes: what the others make of their ends.</summary>
public sealed class CrashTests(ProcessCluster cluster) : IClassFixture<ProcessCluster>
{
    // With the settings of these clusters: from the end of the process to the last vote, by the clock of the silo that casts it.
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(5);

    // The default settings take longer, and more than a minute where the process hangs: a connection that was heard from lately holds votes back.
    private static readonly TimeSpan HangLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_killed_silo_is_found_dead_its_callers_are_told_and_its_grains_come_back_elsewhere()
    {
        await using var victim = await cluster.StartSiloAsync();
        var grain = await cluster.GrainOnAsync(victim.Address);
        var witness = await cluster.GrainOnAsync(cluster.Other);
        var call = grain.Work(Endless);
        await Patience.Until(grain.IsWorking);

        await using var lateness = new Lateness();
        var killed = DateTime.UtcNow;
        victim.Kill();

        await cluster.WaitForDeadAsync(victim.Address, HangLimit);
        var taken = await lateness.EndAsync();
        var declared = await cluster.LastVoteAsync(victim.Address);
        Assert.True(declared - killed - taken < DetectionLimit, $"Killed at {killed:O}, declared dead at {declared:O}; in between the machine was busy elsewhere for {taken}.");
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        Assert.True(cluster.Oracle.IsDeadSilo(victim.Address));
        Assert.DoesNotContain(victim.Address, cluster.Oracle.GetActiveSilos());
        await Patience.Until(async () => await witness.StatusOf(victim.Address) == SiloStatus.Dead);
        Assert.NotEqual(victim.Address, await WhereAsync(grain));
    }

    [Fact]
    public async Task A_silo_that_hangs_is_found_dead_and_ends_itself_when_it_wakes()
    {
        await using var victim = await cluster.StartSiloAsync();
        var grain = await cluster.GrainOnAsync(victim.Address);

        victim.Suspend();

        await cluster.WaitForDeadAsync(victim.Address, HangLimit);
        Assert.NotEqual(victim.Address, await WhereAsync(grain));

        victim.Resume();

        await victim.WaitForExitAsync();
        Assert.NotEqual(0, victim.ExitCode);
    }

    [Fact]
    public async Task A_silo_that_is_asked_to_stop_says_so_first_and_finishes_what_runs()
    {
        await using var victim = await cluster.StartSiloAsync();
        var grain = await cluster.GrainOnAsync(victim.Address);
        var listener = new StatusRecorder(victim.Address);
        cluster.Oracle.SubscribeToSiloStatusEvents(listener);
        var call = grain.Work(TimeSpan.FromSeconds(1));
        await Patience.Until(grain.IsWorking);

        victim.AskToStop();

        await listener.WaitForAsync(SiloStatus.ShuttingDown);
        Assert.Equal(victim.Address, await call.Soon());
        await listener.WaitForAsync(SiloStatus.Dead);
        await victim.WaitForExitAsync();
        Assert.Equal(0, victim.ExitCode);
        Assert.NotEqual(victim.Address, await WhereAsync(grain));
        cluster.Oracle.UnSubscribeFromSiloStatusEvents(listener);
    }

    /// <summary>The silos learn of a death one after another: until all have, a call may still be sent the old way, and fail.</summary>
    private static async Task<SiloAddress> WhereAsync(IProcessGrain grain)
    {
        SiloAddress? where = null;
        await Patience.Until(async () =>
        {
            try
            {
                where = await grain.Where().Soon();
                return true;
            }
            catch (Exception exception) when (exception is SiloUnavailableException or OrleansMessageRejectionException)
            {
                return false;
            }
        });
        return where!;
    }
}
