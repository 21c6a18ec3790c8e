namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that try to leave as actors do.</summary>
internal static partial class Departures
{
    [RayTask]
    public static void InATask() => Ray.ExitActor();
}
