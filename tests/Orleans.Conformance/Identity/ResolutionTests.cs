using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Identity;

public sealed class ResolutionTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public void An_interface_without_a_class_is_refused_by_GetGrain()
    {
        var exception = Assert.Throws<ArgumentException>(() => fixture.Local.GetGrain<IUnimplementedGrain>("x"));

        Assert.Contains("Could not find an implementation for interface", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_classes_without_a_choice_are_refused_by_GetGrain()
    {
        var exception = Assert.Throws<ArgumentException>(() => fixture.Local.GetGrain<IAmbiguous>("x"));

        Assert.Contains("firstambiguous", exception.Message.Replace("Grain", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_class_name_prefix_chooses()
    {
        Assert.Equal("first", await fixture.Local.GetGrain<IAmbiguous>("x", "Orleans.Conformance.Identity.First").Who());
        Assert.Equal("second", await fixture.Client.GetGrain<IAmbiguous>("x", typeof(SecondAmbiguousGrain).FullName).Who());
    }

    [Fact]
    public async Task The_default_grain_type_chooses() => Assert.Equal("chosen", await fixture.Client.GetGrain<IDefaulted>("x").Who());

    [Fact]
    public async Task The_class_named_like_the_interface_is_chosen() => Assert.Equal("by name", await fixture.Client.GetGrain<INamedLikeItsClass>("x").Who());

    [Fact]
    public async Task A_grain_need_not_derive_from_Grain() => Assert.Equal("plainobject/k True", await fixture.Client.GetGrain<IPlainObjectGrain>("k").Who());

    [Fact]
    public async Task Generic_grains_keep_their_type_arguments_apart()
    {
        var numbers = fixture.Client.GetGrain<IBoxGrain<int>>("g");
        var texts = fixture.Client.GetGrain<IBoxGrain<string>>("g");

        await numbers.Put(5);
        await texts.Put("five");

        Assert.Equal(5, await numbers.Get());
        Assert.Equal("five", await texts.Get());
    }
}
