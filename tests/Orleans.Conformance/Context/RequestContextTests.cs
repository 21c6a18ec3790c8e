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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_that_cannot_be_copied_fails_the_call(bool external)
    {
        var grain = Grain(external);
        RequestContext.Set("unmarked", new Methods.Unmarked());
        try
        {
            await Assert.ThrowsAnyAsync<Exception>(() => grain.Get("unmarked"));
        }
        finally
        {
            RequestContext.Remove("unmarked");
        }

        Assert.Null(await grain.Get("unmarked"));
    }

    [Fact]
    public async Task Values_of_many_types_travel()
    {
        var grain = Grain(external: true);
        var (guid, time) = (Guid.NewGuid(), DateTimeOffset.UtcNow);
        RequestContext.Set("guid", guid);
        RequestContext.Set("time", time);
        RequestContext.Set("item", new Isolation.Mutable { Value = 3 });
        RequestContext.Set("grain", grain);

        Assert.Equal(guid, await grain.Get("guid"));
        Assert.Equal(time, await grain.Get("time"));
        Assert.Equal(3, ((Isolation.Mutable)(await grain.Get("item"))!).Value);
        Assert.Equal(grain, await grain.Get("grain"));
        RequestContext.Clear();
    }

    [Fact]
    public async Task What_a_grain_sets_reaches_the_grains_that_it_calls_afterwards()
    {
        var grain = Grain(external: true);

        Assert.Equal("set on the way", await grain.SetAndGetThrough(Grain(external: true), "way", "set on the way"));
        Assert.Null(RequestContext.Get("way"));
    }

    private IContextGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IContextGrain>(Names.New());
}
