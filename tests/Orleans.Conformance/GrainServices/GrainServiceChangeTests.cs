using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance.Shared;
using Orleans.TestingHost;

namespace Orleans.Conformance.GrainServices;

/// <summary>Changes the cluster.</summary>
public sealed class GrainServiceChangeTests(GrainServiceFixture fixture) : IClassFixture<GrainServiceFixture>
{
    [Fact]
    public async Task A_service_is_stopped_with_its_silo_but_not_when_that_is_killed()
    {
        var stopping = await fixture.Cluster.StartAdditionalSiloAsync();
        var killed = await fixture.Cluster.StartAdditionalSiloAsync();
        var (stoppingEvents, killedEvents) = (EventsOf(stopping), EventsOf(killed));

        await fixture.Cluster.StopSiloAsync(stopping);
        await fixture.Cluster.KillSiloAsync(killed);

        Assert.Equal(["init True", "start", "stop", "stopped True"], ServiceEvents.WithoutRanges(stoppingEvents.All()));
        Assert.Equal(["init True", "start"], ServiceEvents.WithoutRanges(killedEvents.All()));
    }

    [Fact]
    public async Task A_silo_that_comes_takes_a_part_of_the_others_ranges_and_gives_it_back()
    {
        var events = EventsOf(fixture.Cluster.Silos[0]);
        var before = events.All().Count;

        var silo = await fixture.Cluster.StartAdditionalSiloAsync();
        await Patience.Until(() => Task.FromResult(events.All().Skip(before).Contains("range down True")));
        await fixture.Cluster.StopSiloAsync(silo);

        await Patience.Until(() => Task.FromResult(events.All().Skip(before).Contains("range up True")));
    }

    private static ServiceEvents EventsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<ServiceEvents>();
}
