using Orleans.Serialization.Configuration;

namespace Orleans.Runtime;

internal sealed class GrainTypeDiscovery(IOptions<TypeManifestOptions> types) : IConfigureOptions<GrainTypeOptions>
{
    public void Configure(GrainTypeOptions options)
    {
        foreach (var part in ApplicationParts.Discover(types.Value.ExplicitAssemblies))
        {
            options.Interfaces.UnionWith(part.Interfaces);
            options.Classes.UnionWith(part.Classes);
        }
    }
}
