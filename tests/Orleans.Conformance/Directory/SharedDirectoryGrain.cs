using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

[GrainDirectory(SharedDirectory.Name)]
public sealed class SharedDirectoryGrain(IGrainContext context, ILocalSiloDetails silo) : RegisteredGrain(context, silo), ISharedDirectoryGrain;
