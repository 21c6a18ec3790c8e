using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Put and get.</summary>
internal static class ObjectRows
{
    private const int Calls = 1000;
    private const int PuttingTasks = 10;
    private const int PutsEach = 100;

    public static IEnumerable<Row> All { get; } =
    [
        new("single client get calls", 10_620, GetCalls),
        new("single client put calls", 5_173, PutCalls),
        new("multi client put calls", 16_527, MultiClientPutCalls),
    ];

    private static Workload GetCalls()
    {
        var reference = Ray.Put(1);
        return new Workload(Calls, async () =>
        {
            var sum = 0;
            for (var i = 0; i < Calls; i++)
            {
                sum += await Ray.GetAsync(reference);
            }

            Check.Equal(Calls, sum);
        });
    }

    private static Workload PutCalls() => new(Calls, async () =>
    {
        var last = Ray.Put(0);
        for (var i = 1; i < Calls; i++)
        {
            last = Ray.Put(0);
        }

        Check.Equal(0, await last);
    });

    private static Workload MultiClientPutCalls() => new(PuttingTasks * PutsEach, async () =>
        Check.Equal(PuttingTasks * PutsEach, await Batch.SumAsync(PuttingTasks, static _ => Tiny.Remote.PutMany(PutsEach))));
}
