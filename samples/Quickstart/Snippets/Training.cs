using System.Globalization;

namespace Quickstart.Snippets;

/// <summary>A parameter server: four workers loop over getting the weights, computing a gradient and pushing it. No update is lost.</summary>
internal static partial class Training
{
    public const int Workers = 4;
    public const int StepsPerWorker = 50;

    [RayTask]
    public static async Task<int> Work(ParameterServer.Handle server, int shard, int steps)
    {
        var pushed = 0;
        while (pushed < steps)
        {
            var weights = await server.GetWeights();
            await server.Push(Regression.Gradient(weights, shard));
            pushed++;
        }

        return pushed;
    }

    public static Snippet<TrainingResult> FourWorkers { get; } = new("Parameter server: four workers train one model", async () =>
    {
        var server = ParameterServer.Remote.Create(Regression.Weights);
        var before = Regression.Loss(await server.GetWeights(), shard: 0);

        var workers = Enumerable.Range(0, Workers).Select(shard => Training.Remote.Work(server, shard, StepsPerWorker)).ToList();
        await Ray.GetAsync(workers);

        var after = Regression.Loss(await server.GetWeights(), shard: 0);
        return new TrainingResult(await server.GetVersion(), before, after);
    },
    static result => string.Create(CultureInfo.InvariantCulture, $"version {result.Version}, loss {result.LossBefore:F3} -> {result.LossAfter:E1}"));
}
