namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that grains submit.</summary>
internal static partial class GrainWork
{
    [RayTask]
    public static double Total(double[] data) => data.Sum();
}
