namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that report to a counter that they ran.</summary>
internal static partial class Counted
{
    [RayTask]
    public static async Task<int> Run(ExecutionCounter.Handle runs, int value)
    {
        await runs.Count();
        return value;
    }
}
