namespace Orleans.Runtime;

public abstract class SystemTarget : ISystemTarget
{
    internal SystemTarget(GrainId grainId, Silo silo)
    {
        GrainId = grainId;
        Silo = silo;
    }

    internal GrainId GrainId { get; }

    internal Silo Silo { get; }
}
