using System.Collections.Concurrent;

namespace Orleans.Ray.Docs.Tests;

public sealed partial class SchedulingSnippets
{
    private static readonly ConcurrentQueue<string> Started = new();

    [Fact]
    public async Task Declaring_and_asking()
    {
        // snippet: scheduling-node
        await using var ray = await Ray.InitAsync(options =>
        {
            options.NumCpus = 4;
            options.NumGpus = 2;
            options.Memory = 8L << 30;                           // bytes
            options.Resources["license"] = 2;
            options.Labels["disk"] = "ssd";
        });
        // end

        // snippet: scheduling-ask
        int[] gpus = await Training.Remote.Fit();                // two CPUs, one GPU, 1 GiB, one license
        int gpu = await Training.Remote.Score();                 // 0 or 1: the device that it shares
        // end

        Assert.Single(gpus);
        Assert.InRange(gpu, 0, 1);

        // snippet: scheduling-labels
        var ssd = SchedulingStrategy.NodeLabels(hard: new Dictionary<string, LabelMatch> { ["disk"] = "ssd" });
        var tape = SchedulingStrategy.NodeLabels(hard: new Dictionary<string, LabelMatch> { ["disk"] = LabelMatch.In("tape", "dvd") });
        await Training.Remote.Score(new TaskOptions { SchedulingStrategy = ssd });
        var nowhere = Training.Remote.Score(new TaskOptions { SchedulingStrategy = tape });
        await Assert.ThrowsAsync<InfeasibleRequestException>(async () => await nowhere);
        // end

        // snippet: scheduling-group
        PlacementGroup group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 2, ["GPU"] = 1, ["memory"] = 1L << 30, ["license"] = 1 }, new() { ["CPU"] = 1 }]);
        await group.ReadyAsync();                                // all of it is reserved, or nothing
        var inBundle = SchedulingStrategy.PlacementGroup(group, bundle: 0);
        await Training.Remote.Fit(new TaskOptions { SchedulingStrategy = inBundle });
        await Ray.RemovePlacementGroupAsync(group);
        // end

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Choosing_what_is_first()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);

        // snippet: scheduling-priority
        var busy = Steps.Remote.HoldTheCpu();
        var nightly = Steps.Remote.Run("nightly");
        var urgent = Steps.Remote.Run("urgent", new TaskOptions { Priority = 10 });
        await Ray.CancelAsync(busy);                             // now there is room: urgent, then nightly
        await Ray.GetAsync([nightly, urgent]);
        // end

        Assert.Equal(["urgent", "nightly"], Started);
    }

    [Fact]
    public async Task Bounding_the_queue()
    {
        // snippet: scheduling-bounded
        await using var ray = await Ray.InitAsync(options => options.MaxPendingTasks = 100);
        var squares = new List<ObjectRef<int>>();
        for (var i = 0; i < 1000; i++)
        {
            await Ray.WaitToSubmitAsync();                       // without it, the task beyond the hundredth that waits is refused
            squares.Add(Steps.Remote.Square(i));
        }
        // end

        Assert.Equal(999 * 999, await squares[^1]);
    }

    [Fact]
    public async Task Explaining()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);

        // snippet: scheduling-explain
        var busy = Steps.Remote.HoldTheCpu();
        var waiting = Steps.Remote.Square(3);
        string why = await waiting.ExplainAsync();               // what it asks for, what is free, who holds the rest, and what is before it
        await Ray.CancelAsync(busy);
        // end

        Assert.StartsWith("task 'Steps.Square' waits for resources", why, StringComparison.Ordinal);
        Assert.Equal(9, await waiting);
    }

    // snippet: scheduling-define
    public static partial class Training
    {
        [RayTask(NumCpus = 2, NumGpus = 1, Memory = 1L << 30, Resources = "license=1")]
        public static int[] Fit() => [.. RayContext.Current.GpuIds];

        [RayTask(NumGpus = 0.5)]                                 // two of these share a device
        public static int Score() => RayContext.Current.GpuIds[0];
    }
    // end

    public static partial class Steps
    {
        [RayTask]
        public static void Run(string name) => Started.Enqueue(name);

        [RayTask]
        public static int Square(int x) => x * x;

        [RayTask]
        public static async Task HoldTheCpu(CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
