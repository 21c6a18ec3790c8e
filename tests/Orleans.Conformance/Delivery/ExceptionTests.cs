using Orleans.Conformance.Shared;
using Orleans.Serialization;

namespace Orleans.Conformance.Delivery;

public sealed class ExceptionTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task System_exceptions_reach_the_caller(bool external)
    {
        var grain = Grain(external);

        Assert.Equal("system", (await Assert.ThrowsAsync<InvalidOperationException>(grain.ThrowSystem)).Message);
        Assert.Equal("synchronous", (await Assert.ThrowsAsync<ArgumentException>(grain.ThrowSynchronously)).Message);
        Assert.Equal("value task", (await Assert.ThrowsAsync<NotSupportedException>(async () => await grain.ThrowFromValueTask())).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_remote_stack_is_in_the_trace(bool external)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(Grain(external).ThrowSystem);

        Assert.Contains(nameof(DeliveryGrain), exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exceptions_with_a_serializer_reach_the_caller(bool external)
    {
        var exception = await Assert.ThrowsAsync<DeliveryException>(Grain(external).ThrowKnown);

        Assert.Equal("known", exception.Message);
        Assert.Equal(42, exception.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exceptions_can_be_results(bool external)
    {
        var exception = await Grain(external).ReturnException();

        Assert.Equal("returned", exception.Message);
        Assert.Equal(7, exception.Code);
    }

    [Fact]
    public async Task Any_exception_reaches_a_caller_in_the_silo() =>
        Assert.Equal("unknown", (await Assert.ThrowsAsync<UnknownException>(Grain(false).ThrowUnknown)).Message);

    [Fact]
    public async Task Within_the_silo_the_exception_is_the_same_object()
    {
        var grain = Grain(false);

        var first = await Assert.ThrowsAsync<UnknownException>(grain.ThrowKept);
        var second = await Assert.ThrowsAsync<UnknownException>(grain.ThrowKept);

        Assert.Same(first, second);
    }

    [Fact]
    public async Task An_exception_that_cannot_be_serialized_is_lost_on_the_way_to_a_client() =>
        await Assert.ThrowsAsync<CodecNotFoundException>(Grain(true).ThrowUnknown);

    [Fact]
    public async Task The_grain_goes_on_after_a_failure()
    {
        var grain = Grain(true);

        await Assert.ThrowsAsync<InvalidOperationException>(grain.ThrowSystem);
        await grain.Increment();

        Assert.Equal(1, await grain.Count());
    }

    private IDeliveryGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IDeliveryGrain>(Names.New());
}
