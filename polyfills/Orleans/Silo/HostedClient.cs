namespace Orleans.Runtime;

/// <summary>The cluster client that a silo's own services get: the silo itself.</summary>
internal sealed class HostedClient(GrainReferences references, GrainTypeMap types, IServiceProvider services) : GrainFactory(references, types), IClusterClient
{
    public IServiceProvider ServiceProvider => services;
}
