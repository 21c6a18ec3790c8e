using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Reentrancy;

public sealed class CallPathTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_chain_over_several_silos_comes_back_in()
    {
        var (one, two, three) = (await On(0), await On(1), await On(2));

        Assert.Equal(2, await one.Walk([two, three, one], allow: true).Soon());
        Assert.Equal(4, await two.Walk([three, one, two, two], allow: true).Soon());
    }

    [Fact]
    public async Task A_grain_can_call_itself_where_it_allows_that()
    {
        var grain = await On(0);

        Assert.Equal(2, await grain.Walk([grain], allow: true).Soon());
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Walk([grain], allow: false).Soon());
    }

    [Fact]
    public async Task Only_the_grain_that_opened_a_section_is_entered_again()
    {
        var (one, two) = (await On(0), await On(1));

        // The client's id travels along, but none of the grains has opened a section.
        using var section = RequestContext.AllowCallChainReentrancy();

        await Assert.ThrowsAsync<TimeoutException>(() => one.Walk([two, one], allow: false).Soon());
    }

    [Fact]
    public async Task A_closed_section_lets_nobody_in()
    {
        var (one, two) = (await On(0), await On(1));

        await Assert.ThrowsAsync<TimeoutException>(() => one.WalkAfterSection([two, one]).Soon());
    }

    [Fact]
    public async Task Others_are_not_let_in_by_an_open_section()
    {
        var (one, two) = (await On(0), await On(1));
        var (started, release) = (Names.New(), Names.New());
        var holding = one.HoldOpen(two, started, release);
        await Signals.Wait(started);

        await Assert.ThrowsAsync<TimeoutException>(() => one.Touch().Soon());
        using (RequestContext.AllowCallChainReentrancy())
        {
            await Assert.ThrowsAsync<TimeoutException>(() => one.Touch().Soon());
        }

        Signals.Set(release);
        await holding.Soon();
        await one.Touch();
    }

    [Fact]
    public async Task The_id_of_a_chain_goes_with_the_calls_inside_the_section_only() => Assert.True(await (await On(0)).HasOwnReentrancyId());

    private async Task<IPathGrain> On(int silo)
    {
        var grain = fixture.Client.GetGrain<IPathGrain>(Names.New());
        await Placed.On(fixture.AddressOf(silo), () => grain.ReentrancyId());
        return grain;
    }
}
