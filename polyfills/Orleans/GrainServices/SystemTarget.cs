namespace Orleans.Runtime;

public abstract class SystemTarget : ISystemTarget
{
    internal SystemTarget(GrainId grainId) => GrainId = grainId;

    internal GrainId GrainId { get; }
}
