namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks whose worker crashes.</summary>
internal static partial class Crashes
{
    /// <summary>Crashes until that attempt, and tells which succeeded.</summary>
    [RayTask]
    public static int CrashBelow(int attempt) =>
        RayContext.Current.Attempt < attempt ? throw new WorkerCrashedException($"attempt {RayContext.Current.Attempt}") : RayContext.Current.Attempt;

    [RayTask(NumCpus = 0.5)]
    public static async Task<int> CountThenCrashBelow(ExecutionCounter.Handle runs, int run)
    {
        var now = await runs.Count();
        return now < run ? throw new WorkerCrashedException($"run {now}") : now;
    }

    [RayTask]
    public static List<int> AppendThenCrashOnce(List<int> values)
    {
        values.Add(RayContext.Current.Attempt);
        return RayContext.Current.Attempt == 0 ? throw new WorkerCrashedException("first attempt") : values;
    }
}
