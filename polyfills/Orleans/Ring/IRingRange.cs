namespace Orleans.Runtime;

public interface IRingRange
{
    bool InRange(uint value);

    bool InRange(GrainId grainId) => InRange(grainId.GetUniformHashCode());
}
