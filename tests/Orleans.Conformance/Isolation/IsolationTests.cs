using Orleans.Concurrency;
using Orleans.Conformance.Shared;
using Orleans.Serialization;

namespace Orleans.Conformance.Isolation;

public sealed class IsolationTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_caller_changes_after_the_call_does_not_reach_the_grain(bool external)
    {
        var (grain, value) = (Grain(external), new Mutable { Value = 1 });

        var call = grain.Keep(value);
        value.Value = 2;
        await call;

        Assert.Equal(1, await grain.KeptValue());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_caller_changes_in_a_result_does_not_reach_the_grain(bool external)
    {
        var grain = Grain(external);
        await grain.Keep(new Mutable { Value = 1 });

        (await grain.Kept()).Value = 2;

        Assert.Equal(1, await grain.KeptValue());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_grain_changes_does_not_reach_the_caller(bool external)
    {
        var values = new List<int> { 7 };

        Assert.Equal([7, 1], await Grain(external).ChangeAndReturn(values));
        Assert.Equal([7], values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Aliases_among_arguments_stay_aliases(bool external)
    {
        var value = new Mutable();

        Assert.True(await Grain(external).AreSame(value, value));
        Assert.False(await Grain(external).AreSame(value, new Mutable()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cycles_survive(bool external)
    {
        var (grain, value) = (Grain(external), new Mutable { Value = 3 });
        value.Other = value;
        await grain.Keep(value);

        var kept = await grain.Kept();

        Assert.NotSame(value, kept);
        Assert.Same(kept, kept.Other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Members_without_an_id_are_left_behind(bool external)
    {
        var grain = Grain(external);
        await grain.Keep(new Mutable { Value = 1, Unmarked = 5 });

        var kept = await grain.Kept();

        Assert.Equal(1, kept.Value);
        Assert.Equal(0, kept.Unmarked);
    }

    [Fact]
    public async Task Immutable_types_are_shared_within_the_silo()
    {
        var value = new Fixed { Value = 1 };

        Assert.Same(value, await Grain(false).Echo(value));
    }

    [Fact]
    public async Task Immutable_parameters_are_shared_within_the_silo()
    {
        var (grain, value) = (Grain(false), new Mutable { Value = 1 });

        await grain.KeepImmutable(value);
        value.Value = 2;

        Assert.Equal(2, await grain.KeptValue());
    }

    [Fact]
    public async Task Immutable_wrappers_are_shared_within_the_silo()
    {
        var value = new Mutable { Value = 1 };

        Assert.Same(value, (await Grain(false).EchoWrapped(value.AsImmutable())).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Boxed_values_keep_their_types(bool external)
    {
        var grain = Grain(external);

        Assert.Equal(5, await grain.EchoObject(5));
        Assert.Equal("text", await grain.EchoObject("text"));
        Assert.Equal(new[] { 1, 2 }, await grain.EchoObject(new[] { 1, 2 }));
        Assert.Equal(9, Assert.IsType<Mutable>(await grain.EchoObject(new Mutable { Value = 9 })).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_argument_without_a_copier_fails_at_the_call(bool external)
    {
        var grain = Grain(external);

        Assert.Throws<CodecNotFoundException>(() =>
        {
            _ = grain.EchoObject(new Methods.Unmarked());
        });
        Assert.Equal(1, await grain.EchoObject(1));
    }

    [Fact]
    public async Task Exceptions_and_references_are_shared_within_the_silo()
    {
        var grain = Grain(false);
        var exception = new InvalidOperationException();

        Assert.Same(exception, await grain.EchoObject(exception));
        Assert.Same(grain, await grain.EchoObject(grain));
    }

    private IIsolationGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IIsolationGrain>(Names.New());
}
