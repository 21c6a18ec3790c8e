using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace Orleans.Ray.Docs.Tests;

public sealed partial class GrainSnippets
{
    [Fact]
    public async Task A_grain_that_holds_resources()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo(static (_, silo) =>
        {
            // snippet: grains-silo
            silo.AddRay(options => options.NumGpus = 1);
            // end
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var services = cluster.GetSiloServiceProvider();
        var ray = services.GetRequiredService<IRay>();
        var grains = services.GetRequiredService<IGrainFactory>();

        // snippet: grains-call
        var data = ray.Put(new[] { 1.0, 2.0, 3.0 });
        double mean = await grains.GetGrain<ITrainer>("m1").FitAsync(data);
        // end

        Assert.Equal(2, mean);
        Assert.False(ray.AvailableResources().ContainsKey("GPU"));
    }

    // snippet: grains-define
    public interface ITrainer : IGrainWithStringKey
    {
        Task<double> FitAsync(ObjectRef<double[]> data);
    }

    [BottomUpPlacement(NumCpus = 1, NumGpus = 1)]
    public sealed class Trainer(IRay ray) : Grain, ITrainer
    {
        public async Task<double> FitAsync(ObjectRef<double[]> data)
        {
            var samples = await data;                            // gives its CPU back meanwhile, and keeps its GPU
            return await ray.Run(() => samples.Average());
        }
    }
    // end
}
