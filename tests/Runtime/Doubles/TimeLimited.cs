namespace Orleans.Ray.Tests.Doubles;

/// <summary>A task with a limit of its own.</summary>
internal static partial class TimeLimited
{
    [RayTask(TimeoutSeconds = 1)]
    public static int Pass(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }
}
