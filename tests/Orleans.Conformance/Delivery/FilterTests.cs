using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class FilterTests(FilteredClusterFixture fixture) : IClassFixture<FilteredClusterFixture>
{
    [Fact]
    public async Task Filters_run_in_their_order() => Assert.Equal(
        ["client outgoing", "incoming 1", "incoming 2", "grain"],
        await fixture.Client.GetGrain<IFilteredGrain>(Names.New()).Trace());

    [Fact]
    public async Task Calls_from_the_silo_pass_its_outgoing_filters() => Assert.Equal(
        ["silo outgoing", "incoming 1", "incoming 2", "grain"],
        await fixture.Local.GetGrain<IFilteredGrain>(Names.New()).Trace());

    [Fact]
    public async Task A_grains_own_filter_can_change_the_result() =>
        Assert.Equal("<hello>", await fixture.Client.GetGrain<IFilteredGrain>(Names.New()).Say("hello"));

    [Fact]
    public async Task A_filter_can_answer_by_itself() =>
        Assert.Equal("by a filter", await fixture.Client.GetGrain<IFilteredGrain>(Names.New()).Say("short-circuit"));

    [Fact]
    public async Task A_filter_sees_the_grains_exception_and_can_replace_it() =>
        Assert.Equal("replaced by a filter", (await Assert.ThrowsAsync<ArgumentException>(fixture.Client.GetGrain<IFilteredGrain>(Names.New()).Fail)).Message);
}
