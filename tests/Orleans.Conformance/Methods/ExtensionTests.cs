using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Methods;

public sealed class ExtensionTests(ExtensionFixture fixture) : IClassFixture<ExtensionFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Any_grain_can_be_called_through_an_extension_that_is_installed(bool external)
    {
        var key = Names.New();
        var grain = (external ? fixture.Client : fixture.FactoryOf(0)).GetGrain<IMethodGrain>(key);

        await grain.AsReference<INoteExtension>().Write("a note");

        Assert.Equal($"{key}: a note", await grain.AsReference<INoteExtension>().Read());
        Assert.Equal("none", await grain.Overloaded());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_extension_that_is_not_installed_is_named_to_the_caller(bool external)
    {
        var grain = (external ? fixture.Client : fixture.FactoryOf(0)).GetGrain<IMethodGrain>(Names.New());

        await Assert.ThrowsAsync<GrainExtensionNotInstalledException>(() => grain.AsReference<IUninstalledExtension>().Touch());
        Assert.Equal("none", await grain.Overloaded());
    }
}
