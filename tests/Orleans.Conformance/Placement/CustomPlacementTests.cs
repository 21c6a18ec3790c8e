using System.Net;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class CustomPlacementTests(PlacementFixture fixture) : IClassFixture<PlacementFixture>
{
    [Fact]
    public async Task The_director_sees_strategy_data_and_the_first_calls_context_and_decides()
    {
        var key = Names.New();
        var caller = fixture.FactoryOf(1).GetGrain<ICustomPlaced>(key + " caller");
        var callerSilo = await WithContext("to", fixture.AddressOf(1), caller.Where);

        var place = await caller.WhereIs(key, fixture.AddressOf(2));

        var decision = Assert.Single(CustomPlacementDirector.Decisions[key]);
        Assert.Equal(fixture.AddressOf(1), callerSilo);
        Assert.Equal(fixture.AddressOf(2), place);
        Assert.Equal(callerSilo, decision.Decider);
        Assert.Equal(7, decision.Level);
        Assert.Equal(fixture.AddressOf(2), decision.Context!["to"]);
        Assert.True(decision.AmbientIsEmpty);
        Assert.Same(TaskScheduler.Default, decision.Scheduler);
    }

    [Fact]
    public async Task A_call_without_context_gives_the_director_none()
    {
        var key = Names.New();

        await fixture.Client.GetGrain<ICustomPlaced>(key).Where();

        Assert.Null(Assert.Single(CustomPlacementDirector.Decisions[key]).Context);
    }

    [Fact]
    public async Task The_director_is_asked_once_for_calls_that_come_together()
    {
        var (key, signal) = (Names.New(), Names.New());
        var grain = fixture.FactoryOf(0).GetGrain<ICustomPlaced>(key);

        var first = WithContext("wait", signal, grain.Where);
        await Signals.Wait($"{signal} begun");
        var others = Enumerable.Range(0, 10).Select(_ => grain.Where()).ToArray();
        Signals.Set(signal);
        var place = await first.Soon();

        Assert.All(await Task.WhenAll(others).Soon(), other => Assert.Equal(place, other));
        Assert.Single(CustomPlacementDirector.Decisions[key]);
    }

    [Fact]
    public async Task The_director_is_not_asked_again_while_the_grain_is_active()
    {
        var key = Names.New();
        for (var i = 0; i < 9; i++)
        {
            await fixture.FactoryOf(i % 3).GetGrain<ICustomPlaced>(key).Where();
        }

        Assert.Single(CustomPlacementDirector.Decisions[key]);
    }

    [Fact]
    public async Task Different_grains_are_placed_in_parallel()
    {
        var signals = Enumerable.Range(0, 50).Select(_ => Names.New()).ToArray();

        var calls = signals.Select(signal => WithContext("wait", signal, fixture.FactoryOf(0).GetGrain<ICustomPlaced>(Names.New()).Where)).ToArray();
        foreach (var signal in signals)
        {
            await Signals.Wait($"{signal} begun");
        }

        Array.ForEach(signals, signal => Signals.Set(signal));
        await Task.WhenAll(calls).Soon();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_directors_exception_reaches_the_caller_and_the_next_call_asks_again(bool external)
    {
        var grain = (external ? fixture.Client : fixture.FactoryOf(0)).GetGrain<ICustomPlaced>(Names.New());

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => WithContext("fail", "no room", grain.Where));

        Assert.Equal("no room", exception.Message);
        Assert.NotNull(await grain.Where());
    }

    [Fact]
    public async Task A_silo_that_does_not_exist_rejects_the_call()
    {
        var nowhere = SiloAddress.New(IPAddress.Loopback, 1, SiloAddress.AllocateNewGeneration());
        var grain = fixture.FactoryOf(0).GetGrain<ICustomPlaced>(Names.New());

        await Assert.ThrowsAnyAsync<OrleansMessageRejectionException>(() => WithContext("to", nowhere, grain.Where));
    }

    [Fact]
    public async Task A_call_that_times_out_while_the_director_decides_makes_no_activation()
    {
        var (grain, signal) = (fixture.FactoryOf(0).GetGrain<ICustomPlaced>(Names.New()), Names.New());

        await Assert.ThrowsAsync<TimeoutException>(() => WithContext("wait", signal, grain.WhereSoon).Soon());
        Signals.Set(signal);

        // Time for the decision to be carried out, if it were.
        for (var i = 0; i < 20; i++)
        {
            await fixture.FactoryOf(0).GetGrain<ICustomPlaced>(Names.New()).Where().Soon();
        }

        Assert.DoesNotContain(grain.GetGrainId(), await fixture.Client.GetGrain<IManagementGrain>(0).GetActiveGrains(grain.GetGrainId().Type));
        Assert.NotNull(await grain.Where().Soon());
    }

    [Fact]
    public async Task A_strategy_that_is_not_registered_fails_the_call() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => fixture.FactoryOf(0).GetGrain<IUnplaceable>(Names.New()).Where());

    [Fact]
    public async Task Concurrent_first_calls_with_different_choices_end_in_one_place()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = Names.New();
            var calls = Enumerable.Range(0, 3).Select(silo => Task.Run(
                () => WithContext("to", fixture.AddressOf(silo), fixture.FactoryOf(silo).GetGrain<ICustomPlaced>(key).Where)));

            Assert.Single((await Task.WhenAll(calls).Soon()).Distinct());
        }
    }

    private static async Task<SiloAddress> WithContext(string key, object value, Func<Task<SiloAddress>> call)
    {
        RequestContext.Set(key, value);
        return await call();
    }
}
