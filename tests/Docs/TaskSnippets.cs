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
}
