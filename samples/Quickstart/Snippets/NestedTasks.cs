namespace Quickstart.Snippets;

/// <summary>Tasks submit tasks. One that waits for others gives its CPU back meanwhile.</summary>
internal static partial class NestedTasks
{
    [RayTask]
    public static int Trial(int experiment, int trial) => experiment + trial;

    [RayTask]
    public static async Task<int> RunExperiment(int experiment)
    {
        var trials = Enumerable.Range(0, 10).Select(trial => NestedTasks.Remote.Trial(experiment, trial)).ToList();
        return (await Ray.GetAsync(trials)).Sum();
    }

    public static Snippet<int[]> Experiments { get; } = new("Nested tasks: five experiments of ten trials each", async () =>
    {
        var experiments = Enumerable.Range(0, 5).Select(i => NestedTasks.Remote.RunExperiment(i)).ToList();
        return await Ray.GetAsync(experiments);
    },
    static sums => $"[{string.Join(", ", sums)}]");
}
