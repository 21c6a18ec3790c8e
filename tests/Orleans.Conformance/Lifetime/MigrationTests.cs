using Orleans.Conformance.Shared;
using Orleans.Core.Internal;
using Orleans.Runtime;

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
    public async Task A_grain_deactivates_then_gives_its_values_and_has_them_back_before_it_activates()
    {
        var (grain, ended) = (fixture.Client.GetGrain<IMovingGrain>(Names.New()), Names.New());
        await Placed.On(fixture.AddressOf(0), grain.Where);

        await Placed.On(fixture.AddressOf(1), () => grain.Move(ended));
        await Signals.Wait(ended);
        await grain.Where().Soon();

        Assert.Equal(["activate", "deactivate Migrating", "dehydrate", "rehydrate", "activate"], await grain.Events());
    }

    [Fact]
    public async Task A_grain_that_is_placed_where_it_is_stays_the_same()
    {
        var (grain, ended) = (fixture.Client.GetGrain<IMovingGrain>(Names.New()), Names.New());
        await Placed.On(fixture.AddressOf(0), grain.Where);
        var activation = await grain.Activation();

        await Placed.On(fixture.AddressOf(0), () => grain.Move(ended));

        // Nothing tells that nothing will happen; the call that moves it has ended, and the next ones are later in every queue.
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(activation, await grain.Activation());
        }

        Assert.Equal(["activate"], await grain.Events());
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
                try
                {
                    counts.Add(await grain.Increment().Soon());
                }
                catch (OrleansMessageRejectionException)
                {
                    // Forwarded too often while the grain moved on and on: it has not run.
                }
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
