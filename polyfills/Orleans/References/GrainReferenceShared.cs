using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

public class GrainReferenceShared
{
    public GrainReferenceShared(
        GrainType grainType,
        GrainInterfaceType grainInterfaceType,
        ushort interfaceVersion,
        IGrainReferenceRuntime runtime,
        InvokeMethodOptions invokeMethodOptions,
        CodecProvider codecProvider,
        CopyContextPool copyContextPool,
        IServiceProvider serviceProvider)
    {
        GrainType = grainType;
        InterfaceType = grainInterfaceType;
        InterfaceVersion = interfaceVersion;
        Runtime = runtime;
        InvokeMethodOptions = invokeMethodOptions;
        CodecProvider = codecProvider;
        CopyContextPool = copyContextPool;
        ServiceProvider = serviceProvider;
        IsSystemTarget = WellKnownGrainTypes.IsSystemTarget(grainType);
    }

    public IGrainReferenceRuntime Runtime { get; }

    public GrainType GrainType { get; }

    public GrainInterfaceType InterfaceType { get; }

    public InvokeMethodOptions InvokeMethodOptions { get; }

    public CodecProvider CodecProvider { get; }

    public CopyContextPool CopyContextPool { get; }

    public IServiceProvider ServiceProvider { get; }

    public ushort InterfaceVersion { get; }

    internal bool IsSystemTarget { get; }
}
