namespace Orleans.Ray.Tests.Doubles;

/// <summary>The programs of Ray's first documentation.</summary>
internal static partial class Papers
{
    [RayTask]
    public static int SubExperiment(int experiment, int part) => experiment + part;

    [RayTask]
    public static int RunExperiment(int experiment) => Ray.Get([.. Enumerable.Range(0, 10).Select(part => Remote.SubExperiment(experiment, part))]).Sum();

    [RayTask]
    public static double[] Zeros(int length) => new double[length];

    [RayTask]
    public static double[] Ones(int length, double value) => [.. Enumerable.Repeat(value, length)];

    [RayTask]
    public static double[] Add(double[] x, double[] y) => [.. x.Zip(y, static (one, other) => one + other)];

    [RayTask]
    public static double[] Average(List<ObjectRef<double[]>> weights)
    {
        var values = Ray.Get(weights);
        return [.. Enumerable.Range(0, values[0].Length).Select(i => values.Average(value => value[i]))];
    }

    [RayTask]
    public static double[] Train(double[] weights, double step) => [.. weights.Select((weight, i) => weight + (step * ((2 * i) + 1)))];

    [RayTask]
    public static NodeId Where() => RayContext.Current.NodeId;

    [RayTask]
    public static bool AreOne(List<List<int>> lists) => ReferenceEquals(lists[0], lists[1]);

    /// <summary>Pushes as many updates to the parameters as it is told.</summary>
    [RayTask]
    public static async Task<int> Work(Counter.Handle parameters, int updates)
    {
        for (var i = 0; i < updates; i++)
        {
            await parameters.Increment();
        }

        return updates;
    }
}
