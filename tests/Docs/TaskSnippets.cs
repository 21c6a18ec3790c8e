namespace Orleans.Ray.Docs.Tests;

public sealed partial class TaskSnippets
{
    [Fact]
    public async Task Submitting()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-submit
        ObjectRef<int> square = Arithmetic.Remote.Square(7);     // returns at once
        int value = await square;                                // 49
        // end

        Assert.Equal(49, value);
    }

    [Fact]
    public async Task Depending()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-depend
        var x = Arithmetic.Remote.Square(3);
        var y = Arithmetic.Remote.Square(4);
        var sum = Arithmetic.Remote.Add(x, y);                   // runs when both are there
        Console.WriteLine(await sum);                            // 25
        // end

        Assert.Equal(25, await sum);
    }

    [Fact]
    public async Task Nesting()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);
        Assert.Equal(8, await Arithmetic.Remote.Fibonacci(6));
    }

    [Fact]
    public async Task Choosing_per_call()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 2);

        // snippet: tasks-options
        var result = Arithmetic.Remote.Add(1, 2, new TaskOptions { NumCpus = 2, Name = "sum-of-two", MaxRetries = 0 });
        // end

        Assert.Equal(3, await result);
    }

    [Fact]
    public async Task Returning_several()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-several
        var (mean, deviations) = Statistics.Remote.Describe(new[] { 1.0, 2.0, 6.0 });
        Console.WriteLine(await mean);                           // 3
        double[] far = await deviations;                         // [-2, -1, 3]

        ObjectRef<int[]>[] halves = Statistics.Remote.Split(new[] { 1, 2, 3, 4 }, 2, new TaskOptions { NumReturns = 2 });
        int[] right = await halves[1];                           // [3, 4]
        // end

        Assert.Equal(3, await mean);
        Assert.Equal([-2, -1, 3], far);
        Assert.Equal([3, 4], right);
    }

    [Fact]
    public async Task Running_a_lambda()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-run
        var limit = 1000;
        ObjectRef<int> sum = Ray.Run(() => Enumerable.Range(1, limit).Sum());
        limit = 0;                                               // the task does not see this
        Console.WriteLine(await sum);                            // 500500

        ObjectRef<Unit> endless = Ray.Run(cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken), new TaskOptions { Name = "endless" });
        await Ray.CancelAsync(endless);
        // end

        Assert.Equal(500500, await sum);
        Assert.Equal(0, limit);
        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await endless);
    }

    [Fact]
    public async Task Limiting_time()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-limits
        var tooSlow = Arithmetic.Remote.CountUntilCancelled(new TaskOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        var late = await Assert.ThrowsAsync<RayTaskTimeoutException>(async () => await tooSlow);
        Console.WriteLine(late.WaitReason);                      // what the task was doing when its time was up

        var inTime = Arithmetic.Remote.Add(1, 2, new TaskOptions { Deadline = DateTimeOffset.UtcNow.AddMinutes(1) });
        Console.WriteLine(await inTime);                         // 3
        // end

        Assert.Contains("CountUntilCancelled", late.WaitReason, StringComparison.Ordinal);
        Assert.Equal(3, await inTime);
    }

    [Fact]
    public async Task Retrying()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-retry
        Console.WriteLine(await Downloads.Remote.Fetch("parcel"));   // parcel, on attempt 2
        var once = Downloads.Remote.Fetch("parcel", new TaskOptions { MaxRetries = 0 });
        await Assert.ThrowsAsync<IOException>(async () => await once);
        // end

        Assert.Equal("parcel, on attempt 2", await Downloads.Remote.Fetch("parcel"));
    }

    [Fact]
    public async Task Cancelling()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: tasks-cancel
        var endless = Arithmetic.Remote.CountUntilCancelled();
        await Ray.CancelAsync(endless);
        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await endless);
        // end
    }

    // snippet: tasks-define
    public static partial class Arithmetic
    {
        [RayTask]
        public static int Square(int x) => x * x;

        [RayTask(NumCpus = 2, MaxRetries = 5, RetryExceptions = true)]
        public static int Add(int x, int y) => x + y;

        [RayTask]
        public static async Task<long> CountUntilCancelled(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        [RayTask]
        public static async Task<int> Fibonacci(int n)
        {
            if (n < 2)
            {
                return n;
            }

            var first = Remote.Fibonacci(n - 1);                 // tasks submit tasks;
            var second = Remote.Fibonacci(n - 2);                // whoever waits gives its CPU back meanwhile
            return await first + await second;
        }
    }
    // end

    // snippet: tasks-several-define
    public static partial class Statistics
    {
        [RayTask(NumReturns = 2)]
        public static (double Mean, double[] Deviations) Describe(double[] samples)
        {
            var mean = samples.Average();
            return (mean, [.. samples.Select(sample => sample - mean)]);
        }

        [RayTask(NumReturns = -1)]                               // each call says how many
        public static int[][] Split(int[] items, int parts) => [.. items.Chunk((items.Length + parts - 1) / parts)];
    }
    // end

    // snippet: tasks-retry-define
    public static partial class Downloads
    {
        [RayTask(MaxRetries = 5, RetryExceptionTypes = [typeof(IOException)])]
        public static string Fetch(string name)
        {
            var attempt = RayContext.Current.Attempt;            // from 0
            return attempt < 2 ? throw new IOException("The line is busy.") : $"{name}, on attempt {attempt}";
        }
    }
    // end
}
