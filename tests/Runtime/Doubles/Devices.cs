namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that tell which GPUs they hold.</summary>
internal static partial class Devices
{
    [RayTask]
    public static int[] Held() => [.. RayContext.Current.GpuIds];

    [RayTask]
    public static int[] HoldUntil(string gate)
    {
        Gate.Find(gate).Pass();
        return [.. RayContext.Current.GpuIds];
    }
}
