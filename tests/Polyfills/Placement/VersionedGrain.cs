using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Polyfills.Placement;

[GrainType(GrainTypeName)]
[RandomPlacement]
public sealed class VersionedGrain(ILocalSiloDetails silo) : Grain, IFirstVersion, ISecondVersion
{
    public const string GrainTypeName = "versioned";

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);
}
