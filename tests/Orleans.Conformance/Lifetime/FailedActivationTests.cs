using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class FailedActivationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_exception_of_OnActivateAsync_reaches_the_caller_and_the_next_call_tries_again(bool external)
    {
        var grain = (external ? fixture.Client : fixture.FactoryOf(0)).GetGrain<IFailingActivation>(Names.New());
        RequestContext.Set("fail", "not today");

        var exception = await Assert.ThrowsAsync<ArgumentException>(grain.Hello);
        RequestContext.Clear();

        Assert.Equal("not today", exception.Message);
        Assert.Equal("hello", await grain.Hello());
    }

    [Fact]
    public async Task Every_call_that_waits_gets_the_exception_and_nothing_is_deactivated()
    {
        var (key, signal) = (Names.New(), Names.New());
        var grain = fixture.FactoryOf(0).GetGrain<IFailingActivation>(key);
        RequestContext.Set("fail when set", signal);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Hello()).ToArray();
        RequestContext.Clear();

        Signals.Set(signal);
        foreach (var call in calls)
        {
            Assert.Equal(signal, (await Assert.ThrowsAsync<ArgumentException>(() => call.Soon())).Message);
        }

        Assert.Equal("hello", await grain.Hello());
        Assert.False(Signals.IsSet($"{key} deactivated"));
    }

    [Fact]
    public async Task A_failing_constructor_is_an_invalid_operation_for_the_caller()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(fixture.FactoryOf(0).GetGrain<IFailingConstructor>(Names.New()).Hello);

        Assert.Contains("Failed to create an instance of grain type", exception.Message, StringComparison.Ordinal);
    }
}
