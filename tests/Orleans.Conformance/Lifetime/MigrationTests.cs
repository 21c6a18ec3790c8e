using Orleans.Conformance.Shared;
using Orleans.Core.Internal;

namespace Orleans.Conformance.Lifetime;

public sealed class MigrationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_migrating_grain_takes_its_values_to_the_hinted_silo()
    {
        var (grain, ended) = (fixture.Client.GetGrain<IMovingGrain>(Names.New()), Names.New());
        await Placed.On(fixture.AddressOf(0), grain.Where);
        await grain.Remember(42);

        await Placed.On(fixture.AddressOf(1), () => grain.Move(ended));

        Assert.Equal(DeactivationReasonCode.Migrating, await Signals.Wait(ended));
        Assert.Equal(42, await grain.Remembered());
        Assert.Equal(fixture.AddressOf(1), await grain.Where());
    }

    [Fact]
    public async Task Calls_go_on_while_a_grain_migrates_and_each_runs_once()
    {
        const int CallersPerSilo = 2;
        var key = Names.New();
        using var stop = new CancellationTokenSource();
        await Placed.On(fixture.AddressOf(0), fixture.Client.GetGrain<IMovingGrain>(key).Where);
        var callers = Enumerable.Range(0, 3 * CallersPerSilo).Select(caller => Task.Run(async () =>
        {
            var grain = fixture.FactoryOf(caller % 3).GetGrain<IMovingGrain>(key);
            var counts = new List<int>();
            while (!stop.IsCancellationRequested)
            {
                counts.Add(await grain.Increment().Soon());
            }

            return counts;
        })).ToArray();

        for (var i = 1; i <= 9; i++)
        {
            await fixture.Cluster.MigrateAsync(fixture.Client.GetGrain<IMovingGrain>(key), fixture.AddressOf(i % 3)).Soon();
        }

        await stop.CancelAsync();
        var counts = (await Task.WhenAll(callers)).SelectMany(static list => list).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, counts.Length), counts);
        Assert.Equal(counts.Length, await fixture.Client.GetGrain<IMovingGrain>(key).Remembered());
    }

    [Fact]
    public async Task Any_reference_can_be_asked_to_deactivate_its_grain()
    {
        var grain = fixture.Client.GetGrain<IMovingGrain>(Names.New());
        var first = await grain.Activation();

        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();

        await Patience.Until(async () => await grain.Activation() != first);
    }
}
