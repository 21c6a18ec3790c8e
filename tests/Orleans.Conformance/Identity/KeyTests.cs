using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

public sealed class KeyTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public async Task A_guid_key_reaches_its_grain()
    {
        var key = Guid.NewGuid();

        Assert.Equal(key, await fixture.Client.GetGrain<IGuidKeyGrain>(key).Key());
        Assert.Equal(key, fixture.Client.GetGrain<IGuidKeyGrain>(key).GetPrimaryKey());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task An_integer_key_reaches_its_grain(long key)
    {
        Assert.Equal(key, await fixture.Client.GetGrain<ILongKeyGrain>(key).Key());
        Assert.Equal(key, fixture.Client.GetGrain<ILongKeyGrain>(key).GetPrimaryKeyLong());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("with/slash and + and ü")]
    public async Task A_string_key_reaches_its_grain(string key) =>
        Assert.Equal(key, await fixture.Client.GetGrain<IStringKeyGrain>(key).Key());

    [Fact]
    public async Task Compound_keys_reach_their_grains()
    {
        var guid = Guid.NewGuid();

        Assert.Equal((guid, "x+y"), await fixture.Client.GetGrain<IGuidCompoundGrain>(guid, "x+y", null).Key());
        Assert.Equal((7L, "ext"), await fixture.Client.GetGrain<ILongCompoundGrain>(7, "ext", null).Key());
    }

    [Fact]
    public async Task The_untyped_overloads_make_the_same_references()
    {
        var guid = Guid.NewGuid();

        Assert.Equal(guid, await ((IGuidKeyGrain)fixture.Client.GetGrain(typeof(IGuidKeyGrain), guid)).Key());
        Assert.Equal(5, await ((ILongKeyGrain)fixture.Client.GetGrain(typeof(ILongKeyGrain), 5)).Key());
        Assert.Equal("s", await ((IStringKeyGrain)fixture.Client.GetGrain(typeof(IStringKeyGrain), "s")).Key());
        Assert.Equal((guid, "e"), await ((IGuidCompoundGrain)fixture.Client.GetGrain(typeof(IGuidCompoundGrain), guid, "e")).Key());
        Assert.Equal((5L, "e"), await ((ILongCompoundGrain)fixture.Client.GetGrain(typeof(ILongCompoundGrain), 5, "e")).Key());
    }

    [Fact]
    public void Grain_ids_are_type_and_key()
    {
        Assert.Equal("longkey/FF", fixture.Client.GetGrain<ILongKeyGrain>(255).GetGrainId().ToString());
        Assert.Equal("stringkey/k", fixture.Client.GetGrain<IStringKeyGrain>("k").GetGrainId().ToString());
        var guid = Guid.NewGuid();
        Assert.Equal($"guidkey/{guid:N}", fixture.Client.GetGrain<IGuidKeyGrain>(guid).GetGrainId().ToString());
        Assert.Equal("longcompound/7+ext", fixture.Client.GetGrain<ILongCompoundGrain>(7, "ext", null).GetGrainId().ToString());
    }

    [Fact]
    public async Task A_grain_id_alone_makes_a_reference()
    {
        var id = GrainId.Create("stringkey", "by-id");

        Assert.Equal("by-id", await fixture.Client.GetGrain<IStringKeyGrain>(id).Key());
        Assert.Equal(id, ((GrainReference)fixture.Client.GetGrain(id)).GrainId);
    }

    [Fact]
    public void A_reference_prints_its_grain_and_its_interface()
    {
        var text = fixture.Client.GetGrain<IStringKeyGrain>("k").ToString();

        Assert.Equal($"GrainReference:stringkey/k:{typeof(IStringKeyGrain).FullName}", text);
    }

    [Fact]
    public void An_integer_key_can_be_had_as_a_guid()
    {
        var (one, two) = (fixture.Client.GetGrain<ILongKeyGrain>(1), fixture.Client.GetGrain<ILongKeyGrain>(2));

        Assert.Equal(one.GetPrimaryKey(), fixture.Client.GetGrain<ILongKeyGrain>(1).GetPrimaryKey());
        Assert.NotEqual(one.GetPrimaryKey(), two.GetPrimaryKey());
    }

    [Fact]
    public void A_key_of_another_kind_is_refused()
    {
        var grain = fixture.Client.GetGrain<IStringKeyGrain>("not a number");

        Assert.False(fixture.Client.GetGrain<IGuidKeyGrain>(Guid.NewGuid()).IsPrimaryKeyBasedOnLong());
        Assert.True(fixture.Client.GetGrain<ILongKeyGrain>(1).IsPrimaryKeyBasedOnLong());
        Assert.Throws<InvalidOperationException>(() => grain.GetPrimaryKeyLong());
        Assert.Throws<InvalidOperationException>(() => grain.GetPrimaryKey());
    }
}
