namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that give up waiting.</summary>
internal static partial class Timeouts
{
    /// <summary>The CPUs that are free when this task runs again after its wait timed out.</summary>
    [RayTask]
    public static double GetBriefly(List<ObjectRef<int>> references)
    {
        try
        {
            Ray.Get(references[0], TimeSpan.FromMilliseconds(10));
            return -1;
        }
        catch (GetTimeoutException)
        {
            return Ray.AvailableResources().GetValueOrDefault("CPU");
        }
    }
}
