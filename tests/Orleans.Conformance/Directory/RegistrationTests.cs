using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Directory;

public sealed class RegistrationTests(RegistrationTests.Fixture fixture) : IClassFixture<RegistrationTests.Fixture>
{
    [Fact]
    public async Task A_grain_is_constructed_then_registered_then_activated_and_unregistered_last()
    {
        var grain = fixture.Client.GetGrain<ISharedDirectoryGrain>(Names.New());

        await grain.Activation();
        Assert.Equal(["constructed", "registered", "activated"], Events.Of(grain));
        await grain.End();

        await Patience.Until(() => Task.FromResult(Events.Of(grain).Contains("unregistered")));
        Assert.Equal(["deactivated ApplicationRequested", "unregistered"], Events.Of(grain)[3..]);
        Assert.Null(Fixture.Directory.Find(grain.GetGrainId()));
    }

    [Fact]
    public async Task The_loser_of_a_race_has_been_constructed_but_not_activated_and_sends_its_calls_to_the_winner()
    {
        var key = Names.New();
        Fixture.Directory.LetTwoMeet(fixture.Client.GetGrain<ISharedDirectoryGrain>(key).GetGrainId());

        var calls = Enumerable.Range(0, 2).Select(silo => Task.Run(async () =>
        {
            var activation = Guid.Empty;
            var grain = fixture.FactoryOf(silo).GetGrain<ISharedDirectoryGrain>(key);
            await Placed.On(fixture.AddressOf(silo), async () => activation = await grain.Activation());
            return activation;
        }));
        var activations = await Task.WhenAll(calls).Soon();

        var events = Events.Of(fixture.Client.GetGrain<ISharedDirectoryGrain>(key));
        Assert.Single(activations.Distinct());
        Assert.Equal(2, events.Count(what => what == "constructed"));
        Assert.Single(events, "activated");
        Assert.DoesNotContain(events, what => what.StartsWith("deactivated", StringComparison.Ordinal));
    }

    public sealed class Fixture : ClusterFixture
    {
        public static SharedDirectory Directory { get; } = new();

        protected override short SiloCount => 2;

        protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
            silo.AddGrainDirectory(SharedDirectory.Name, static (_, _) => Directory);
    }
}
