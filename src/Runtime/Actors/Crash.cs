using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Actors;

/// <summary>Tells exceptions that stand for a dead worker from those that only passed through.</summary>
internal static class Crash
{
    /// <summary>Whether the code that threw it has crashed. One that came with a failed object tells of another's crash.</summary>
    public static bool Is(Exception exception) => exception is WorkerCrashedException && RayFailures.Find(exception) is null;
}
