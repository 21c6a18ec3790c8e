using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Directory;

/// <summary>A call whose grain is never where it is sent.</summary>
public sealed class ForwardTests(ForwardTests.Fixture fixture) : IClassFixture<ForwardTests.Fixture>
{
    [Fact]
    public async Task A_call_is_forwarded_twice_then_rejected_and_its_sender_forgets_where_it_sent_it()
    {
        var directory = Fixture.Directory;
        var grain = fixture.FactoryOf(0).GetGrain<IMisledGrain>(Names.New());
        var (first, second) = (fixture.AddressOf(1), fixture.AddressOf(2));
        directory.Misleads = (first, second);

        await Placed.On(first, () => Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Where().Soon()));

        Assert.Equal([first, second, first], directory.Registrations);
        Assert.DoesNotContain("activated", Events.Of(grain));

        // Were the first place still remembered, the call would go there, whatever the hint.
        directory.Misleads = null;
        await Placed.On(second, async () => Assert.Equal(second, await grain.Where().Soon()));
        Assert.Equal([first, second, first, second], directory.Registrations);
    }

    public sealed class Fixture : ClusterFixture
    {
        public static MisleadingDirectory Directory { get; } = new();

        protected override void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo) =>
            silo.AddGrainDirectory(MisleadingDirectory.Name, static (_, _) => Directory);
    }
}
