namespace EvolutionStrategies.Evolution;

/// <summary>The noise: made by a task, so that its result lies in the object store and nowhere else.</summary>
internal static partial class NoiseBlock
{
    [RayTask]
    public static NDArray<float> Make(int count, int seed) => NDArray.RandomNormal<float>(seed, count);
}
