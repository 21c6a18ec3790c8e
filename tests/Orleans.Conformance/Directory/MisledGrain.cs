using Orleans.GrainDirectory;
using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

[GrainDirectory(MisleadingDirectory.Name)]
public sealed class MisledGrain(IGrainContext context, ILocalSiloDetails silo) : RegisteredGrain(context, silo), IMisledGrain;
