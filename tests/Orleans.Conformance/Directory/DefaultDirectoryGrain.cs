using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

public sealed class DefaultDirectoryGrain(IGrainContext context, ILocalSiloDetails silo) : RegisteredGrain(context, silo), IDefaultDirectoryGrain;
