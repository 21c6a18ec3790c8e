using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Ray's single-node scalability rows: seconds for one large thing.</summary>
internal static class ScaleRows
{
    private const int Objects = 10_000;
    private const long SumOfObjects = (long)Objects * (Objects - 1) / 2;
    private const int Returns = 3_000;
    private const int QueuedTasks = 1_000_000;

    public static IEnumerable<Row> All { get; } =
    [
        new("10000 args", 17.2, static () => new Workload(1, ManyArgumentsAsync))
        {
            Unit = RowUnit.Seconds,
            Note = "one task is given a list of 10,000 references and gets them all; Ray passes 10,000 arguments. The puts count.",
        },
        new("3000 returns", 5.7, static () => new Workload(1, ManyReturnsAsync)) { Unit = RowUnit.Seconds },
        new("get 10000 objects", 23.5, static () => new Workload(1, GetObjectsAsync)) { Unit = RowUnit.Seconds, Note = "the puts count." },
        new("1000000 queued tasks", 184, static () => new Workload(1, QueueTasksAsync))
        {
            Unit = RowUnit.Seconds,
            Note = "submitted while one task holds all CPUs; then released, run and got.",
        },
    ];

    private static async Task ManyArgumentsAsync()
    {
        var objects = Enumerable.Range(0, Objects).Select(static i => Ray.Put(i)).ToArray();
        Check.Equal(SumOfObjects, await Tiny.Remote.Sum(objects));
    }

    private static async Task ManyReturnsAsync() =>
        Check.Equal(Returns * (Returns - 1) / 2, (await Ray.GetAsync(Tiny.Remote.Range(Returns, new TaskOptions { NumReturns = Returns }))).Sum());

    private static async Task GetObjectsAsync()
    {
        var objects = Enumerable.Range(0, Objects).Select(static i => Ray.Put(i)).ToArray();
        Check.Equal(SumOfObjects, (await Ray.GetAsync(objects)).Sum(static value => (long)value));
    }

    private static async Task QueueTasksAsync()
    {
        var gate = Gates.Close();
        try
        {
            var holder = Tiny.Remote.HoldUntilOpen(gate, new TaskOptions { NumCpus = Ray.ClusterResources()["CPU"] });
            var tasks = new ObjectRef<int>[QueuedTasks];
            for (var i = 0; i < tasks.Length; i++)
            {
                tasks[i] = Tiny.Remote.One();
            }

            Check.True(!Array.Exists(tasks, static task => task.IsReady), "no task should have run before the CPUs were free");
            Gates.Open(gate);
            Check.Equal(QueuedTasks, (await Ray.GetAsync(tasks)).Sum());
            Check.Equal(1, await holder);
        }
        finally
        {
            Gates.Open(gate);
        }
    }
}
