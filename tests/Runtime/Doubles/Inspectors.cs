namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that look at the state of the cluster, mark the timeline, or log.</summary>
internal static partial class Inspectors
{
    [RayTask]
    public static async Task<TaskState[]> OwnStates() =>
        [.. (await Ray.State.ListTasksAsync(new TaskFilter { Id = RayContext.Current.TaskId!.Value })).Select(static row => row.State)];

    [RayTask]
    public static int Profiled(string name, int value)
    {
        using (Ray.Profile(name))
        {
            return Ray.Get(Ray.Put(value));
        }
    }

    [RayTask]
    public static int Log(string message)
    {
        ScopeLog.Write(message);
        return 1;
    }

    [RayTask]
    public static async Task<int> LogAfterAwait(string message)
    {
        await Task.Yield();
        ScopeLog.Write(message);
        return 1;
    }

    /// <summary>The name of the activity that the code runs in, and that of a child's.</summary>
    [RayTask]
    public static async Task<string?[]> Activities() =>
        [System.Diagnostics.Activity.Current?.OperationName, await Remote.OwnActivity(), System.Diagnostics.Activity.Current?.OperationName];

    [RayTask]
    public static string? OwnActivity() => System.Diagnostics.Activity.Current?.OperationName;
}
