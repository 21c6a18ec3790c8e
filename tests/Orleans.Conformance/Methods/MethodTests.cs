using Orleans.Conformance.Isolation;
using Orleans.Conformance.Shared;
using Orleans.Serialization;

namespace Orleans.Conformance.Methods;

public sealed class MethodTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    public static TheoryData<string> Callers => ["client", "local", "remote"];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_generic_method_takes_and_returns_what_the_caller_chooses(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal(5, await grain.Echo(5));
        Assert.Equal("text", await grain.Echo("text"));
        Assert.Equal((1, "two"), await grain.Echo((1, "two")));
        Assert.Equal([1, 2], await grain.Echo(new List<int> { 1, 2 }));
        Assert.Equal(9, (await grain.Echo(new Mutable { Value = 9 })).Value);
        Assert.Equal(9, (await grain.EchoThroughGeneric(new Mutable { Value = 9 })).Value);
        Assert.Equal(DayOfWeek.Friday, await grain.Echo<DayOfWeek?>(DayOfWeek.Friday));
        Assert.Null(await grain.Echo<Mutable?>(null));
        Assert.Equal(0, await grain.Nothing<int>());
        Assert.Null(await grain.Nothing<string>());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Type_arguments_reach_the_grain_as_they_are(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal(nameof(Int32), await grain.NameOf<int>());
        Assert.Equal(nameof(Mutable), await grain.NameOf<Mutable>());
        Assert.Equal("Object", await grain.NameOf<object>());
        var grouped = await grain.Group(["a", "b"], Guid.Empty);
        Assert.Equal(new List<string> { "a", "b" }, grouped[Guid.Empty]);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Constraints_and_tokens_work_in_generic_methods(string from)
    {
        var grain = await GrainCalledFrom(from);
        using var cancellation = new CancellationTokenSource();

        Assert.Equal(3, (await grain.Constrained(new Comparable { Value = 3 }, cancellation.Token)).Value);
        Assert.Equal(0, (await grain.Constrained(new Comparable { Value = -3 }, cancellation.Token)).Value);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Arguments_of_generic_methods_are_copied(string from)
    {
        var (grain, list) = (await GrainCalledFrom(from), new List<int> { 1 });

        await grain.Keep(list);

        Assert.False(await grain.IsKept(list));
        await grain.Keep("text");
        Assert.True(await grain.IsKept("text"));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_generic_void_method_is_one_way(string from)
    {
        var (grain, dropped) = (await GrainCalledFrom(from), Names.New());

        grain.Drop(42, dropped);

        Assert.Equal(42, await Signals.Wait(dropped));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("remote")]
    public async Task A_type_argument_that_cannot_be_serialized_fails_at_the_caller(string from)
    {
        var grain = await GrainCalledFrom(from);

        await Assert.ThrowsAsync<CodecNotFoundException>(() => grain.Echo(new Unmarked { Value = 1 }));
        Assert.Equal(1, await grain.Echo(1));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Overloads_are_told_apart(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal("none", await grain.Overloaded());
        Assert.Equal("int 5", await grain.Overloaded(5));
        Assert.Equal("string a", await grain.Overloaded("a"));
        Assert.Equal("list 2", await grain.Overloaded([1, 2]));
        Assert.Equal("Boolean True", await grain.Overloaded(true));
        Assert.Equal("Int32 5", await grain.Overloaded<int>(5));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Tuples_params_and_optional_parameters_are_ordinary_arguments(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal((5, "a"), await grain.Tuple(("a", 5)));
        Assert.Equal(6, await grain.Sum(1, 2, 3));
        Assert.Equal(0, await grain.Sum([]));
        Assert.Equal("default 5", await grain.Optional());
        Assert.Equal("a 1", await grain.Optional("a", 1));
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_method_that_the_interface_implements_runs_on_the_grain(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.Equal($"default of {nameof(MethodGrain)}: a", await grain.WithDefault("a"));
        Assert.Equal("int 5", await grain.CallsOthers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Generic_interfaces_can_have_generic_methods(bool external)
    {
        var factory = external ? fixture.Client : fixture.FactoryOf(0);
        var numbers = factory.GetGrain<IShelfGrain<int>>(Names.New());
        var texts = factory.GetGrain<IShelfGrain<List<string>>>(Names.New());

        Assert.Equal((1, "tag"), await numbers.Label(1, "tag"));
        var (item, tag) = await texts.Label(["a"], 5L);
        Assert.Equal(new List<string> { "a" }, item);
        Assert.Equal(5L, tag);
        Assert.Equal(new[] { 7, 7 }, await numbers.Fill(7, 2));
    }

    private async Task<IMethodGrain> GrainCalledFrom(string from)
    {
        var key = Names.New();
        await Placed.On(fixture.AddressOf(0), () => fixture.FactoryOf(0).GetGrain<IMethodGrain>(key).Overloaded());
        var factory = from switch
        {
            "client" => fixture.Client,
            "local" => fixture.FactoryOf(0),
            _ => fixture.FactoryOf(1),
        };
        return factory.GetGrain<IMethodGrain>(key);
    }
}
