using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Reentrancy;

public sealed class CallChainTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_call_back_is_not_let_in_by_default()
    {
        var (one, two) = Pair();

        await Assert.ThrowsAsync<TimeoutException>(() => one.There(two, allow: false, suppress: false).Soon());
    }

    [Fact]
    public async Task A_call_back_is_let_in_where_the_caller_allows_it()
    {
        var (one, two) = Pair();

        Assert.Equal("answered", await one.There(two, allow: true, suppress: false).Soon());
    }

    [Fact]
    public async Task The_callee_can_take_the_permission_back()
    {
        var (one, two) = Pair();

        await Assert.ThrowsAsync<TimeoutException>(() => one.There(two, allow: true, suppress: true).Soon());
    }

    private (IChainGrain One, IChainGrain Two) Pair() =>
        (fixture.Client.GetGrain<IChainGrain>(Names.New()), fixture.Client.GetGrain<IChainGrain>(Names.New()));
}
