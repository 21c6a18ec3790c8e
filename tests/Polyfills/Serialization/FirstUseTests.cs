using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

/// <summary>Codecs and copiers are made when they are first needed, perhaps on several threads at once.</summary>
public sealed class FirstUseTests
{
    [Fact]
    public async Task Many_threads_may_be_the_first()
    {
        var random = Programs.Random();
        for (var round = 0; round < 20; round++)
        {
            var program = new byte[400];
            random.NextBytes(program);
            var services = SerializerServices.Create();
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    var graph = GraphProgram.Run(program);
                    var (serializer, copier) = (services.GetRequiredService<Serializer>(), services.GetRequiredService<DeepCopier>());
                    start.SignalAndWait();
                    Assert.Null(GraphComparer.Difference(graph, serializer.Deserialize<object?[]>(serializer.SerializeToArray(graph))));
                    Assert.Null(GraphComparer.Difference(graph, copier.Copy(graph)));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
        }
    }

    [Fact]
    public void Providers_do_not_know_of_each_other()
    {
        var plain = SerializerServices.Create().GetRequiredService<Serializer>();
        var aliasing = SerializerServices.Create(static builder => builder.Configure(static options => options.WellKnownTypeAliases["polyfills.only.here"] = typeof(GraphNode))).GetRequiredService<Serializer>();
        for (var i = 0; i < 2; i++)
        {
            var bytes = aliasing.SerializeToArray<object>(new GraphNode { Number = i });
            Assert.Equal(i, ((GraphNode)aliasing.Deserialize<object>(bytes)).Number);
            Assert.Throws<SerializerException>(() => plain.Deserialize<object>(bytes));
            Assert.Equal(i, ((GraphNode)plain.Deserialize<object>(plain.SerializeToArray<object>(new GraphNode { Number = i }))).Number);
        }
    }
}
