using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class BuiltInPlacementTests(PlacementFixture fixture) : IClassFixture<PlacementFixture>
{
    [Fact]
    public async Task Random_placement_uses_every_silo()
    {
        var used = new HashSet<SiloAddress>();
        for (var i = 0; i < 100; i++)
        {
            used.Add(await fixture.Client.GetGrain<IRandomPlaced>(Names.New()).Where());
        }

        Assert.Equal(3, used.Count);
    }

    [Fact]
    public async Task Local_placement_prefers_the_callers_silo()
    {
        for (var silo = 0; silo < 3; silo++)
        {
            Assert.Equal(fixture.AddressOf(silo), await fixture.FactoryOf(silo).GetGrain<ILocalPlaced>(Names.New()).Where());
        }
    }

    [Fact]
    public async Task Hash_based_placement_does_not_depend_on_the_caller()
    {
        var used = new HashSet<SiloAddress>();
        for (var i = 0; i < 30; i++)
        {
            var key = Names.New();
            var first = await fixture.FactoryOf(i % 3).GetGrain<IHashPlaced>(key).Where();
            await fixture.Cluster.DeactivateAsync(fixture.Client.GetGrain<IHashPlaced>(key));
            Assert.Equal(first, await fixture.FactoryOf((i + 1) % 3).GetGrain<IHashPlaced>(key).Where());
            used.Add(first);
        }

        Assert.True(used.Count > 1);
    }

    [Fact]
    public async Task Default_and_count_based_placement_give_active_silos()
    {
        var silos = fixture.Cluster.Silos.Select(silo => silo.SiloAddress).ToHashSet();
        for (var i = 0; i < 20; i++)
        {
            Assert.Contains(await fixture.Client.GetGrain<IDefaultPlaced>(Names.New()).Where(), silos);
            Assert.Contains(await fixture.Client.GetGrain<ICountPlaced>(Names.New()).Where(), silos);
        }
    }

    [Fact]
    public async Task The_placement_hint_is_honoured()
    {
        for (var silo = 0; silo < 3; silo++)
        {
            var grains = new IWhere[] { fixture.Client.GetGrain<IRandomPlaced>(Names.New()), fixture.Client.GetGrain<IDefaultPlaced>(Names.New()), fixture.FactoryOf(0).GetGrain<ILocalPlaced>(Names.New()) };
            foreach (var grain in grains)
            {
                await Placed.On(fixture.AddressOf(silo), async () => Assert.Equal(fixture.AddressOf(silo), await grain.Where()));
            }
        }
    }

    [Fact]
    public async Task A_filter_narrows_the_choice()
    {
        var expected = fixture.Cluster.Silos.Select(silo => silo.SiloAddress).Order().ElementAt(1);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(expected, await fixture.Client.GetGrain<IFilteredPlaced>(Names.New()).Where());
        }
    }

    [Fact]
    public async Task Filters_are_applied_in_the_order_that_they_have_themselves()
    {
        var expected = fixture.Cluster.Silos.Select(silo => silo.SiloAddress).Order().ElementAt(2);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(expected, await fixture.Client.GetGrain<ITwiceFilteredPlaced>(Names.New()).Where());
        }
    }

    [Fact]
    public async Task A_filter_that_leaves_nothing_fails_the_call() =>
        await Assert.ThrowsAnyAsync<OrleansException>(() => fixture.FactoryOf(0).GetGrain<INowherePlaced>(Names.New()).Where());
}
