using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

public sealed class ReferenceTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public void References_are_equal_by_grain()
    {
        var one = fixture.Client.GetGrain<ILinkGrain>("same");
        var two = fixture.Client.GetGrain<ILinkGrain>("same");

        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, fixture.Client.GetGrain<ILinkGrain>("different"));
        Assert.Equal((GrainReference)one, (GrainReference)(object)one.Cast<INamed>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task References_travel_as_arguments_and_results(bool external)
    {
        var factory = external ? fixture.Client : fixture.FactoryOf(0);
        var (first, second) = (factory.GetGrain<ILinkGrain>(Names.New()), factory.GetGrain<ILinkGrain>(Names.New()));

        await first.SetNext(second);

        Assert.Equal(second, await first.Next());
        Assert.Equal(second.GetPrimaryKeyString(), await first.FollowToEnd());
        await first.SetNext(null);
        Assert.Null(await first.Next());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task References_travel_inside_objects(bool external)
    {
        var factory = external ? fixture.Client : fixture.FactoryOf(0);
        var grain = factory.GetGrain<ILinkGrain>(Names.New());

        var link = await grain.Describe();

        Assert.Equal(grain, link.Grain);
        Assert.Equal("other", Assert.Single(link.Others).GetPrimaryKeyString());
        Assert.Equal(grain.GetPrimaryKeyString(), await factory.GetGrain<ILinkGrain>(Names.New()).NameOf(link));
    }

    [Fact]
    public async Task A_reference_can_be_cast_to_another_interface_of_its_grain()
    {
        var grain = fixture.Client.GetGrain<ILinkGrain>(Names.New());

        Assert.Equal(grain.GetPrimaryKeyString(), await grain.AsReference<INamed>().Name());
        Assert.Equal(grain.GetPrimaryKeyString(), await (await grain.AsNamed()).Name());
        Assert.Equal(grain.GetPrimaryKeyString(), await ((INamed)grain.Cast(typeof(INamed))).Name());
    }

    [Fact]
    public void An_object_that_is_no_grain_has_no_reference() =>
        Assert.Throws<ArgumentException>(() => new NoGrain().AsReference<INamed>());
}
