namespace Orleans.Runtime;

/// <summary>
/// The cluster client that a silo's own services get: the silo itself. Its calls are in-process where their grain is, and
/// its objects can be called from anywhere for as long as the silo lives.
/// </summary>
internal sealed class HostedClient(GrainReferences references, GrainTypeMap types, LocalObjects objects, IServiceProvider services)
    : GrainFactory(references, types, objects), IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    protected override void EnsureMayHostObjects()
    {
        if (RuntimeContext.Current is { } grain)
        {
            throw new InvalidOperationException(
                $"Grain {grain.GrainId} cannot have observer objects: create them on a client or in a service of the silo, or pass a reference to the grain itself.");
        }
    }
}
