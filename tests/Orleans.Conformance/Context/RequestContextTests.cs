using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Context;

public sealed class RequestContextTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_values_reach_the_grain_and_the_grains_it_calls(bool external)
    {
        var grain = Grain(external);
        RequestContext.Set("key", "value");

        Assert.Equal("value", await grain.Get("key"));
        Assert.Equal("value", await grain.GetAfterAwait("key"));
        Assert.Equal("value", await grain.GetThrough(Grain(external), "key"));
        Assert.Equal("value", await grain.GetAtActivation("key"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_grain_sets_does_not_flow_back_nor_to_the_next_call(bool external)
    {
        var grain = Grain(external);

        await grain.Set("key", 5);

        Assert.Null(RequestContext.Get("key"));
        Assert.Null(await grain.Get("key"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_grain_gets_a_copy_of_each_value(bool external)
    {
        var list = new List<int>();
        RequestContext.Set("list", list);

        await Grain(external).ChangeList("list");

        Assert.Empty(list);
    }

    [Fact]
    public async Task A_removed_value_is_not_sent()
    {
        RequestContext.Set("one", 1);
        RequestContext.Set("two", 2);
        Assert.True(RequestContext.Remove("one"));
        Assert.False(RequestContext.Remove("one"));

        Assert.Null(await Grain(true).Get("one"));
        Assert.Equal(2, await Grain(true).Get("two"));
        Assert.Equal(["two"], RequestContext.Keys);
        RequestContext.Clear();
        Assert.Null(await Grain(true).Get("two"));
    }

    [Fact]
    public async Task Values_belong_to_one_asynchronous_flow()
    {
        var grain = Grain(false);

        var values = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            RequestContext.Set("flow", i);
            await Task.Yield();
            return (int)(await grain.Get("flow"))!;
        }));

        Assert.Equal(Enumerable.Range(0, 50), values);
        Assert.Null(RequestContext.Get("flow"));
    }

    private IContextGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IContextGrain>(Names.New());
}
