using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Tests.Tasks;

/// <summary><c>Ray.Run(() => ...)</c>: lambdas as tasks, with what they capture.</summary>
public sealed class LambdaTests
{
    private int _uncopyable = 7;

    [Fact]
    public async Task A_lambda_runs_as_a_task_with_what_it_captures()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (a, b) = (20, 1);

        Assert.Equal(21, await Ray.Run(() => Sum(a, b)).Soon());
        Assert.Equal(21, await ray.Run(() => Sum(a, b)).Soon());
        Assert.Equal(21, await ray.Run(static () => 21).Soon());
        Assert.Equal(0, await ray.Run(RandomlyZero).Soon());
    }

    [Fact]
    public async Task Every_kind_of_function_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var id = gate.Id;
        gate.Open();

        await Ray.Run(() => Gate.Find(id).Pass());
        await Ray.Run(async () => await Gate.Find(id).PassAsync());
        await Ray.Run(async token => await Gate.Find(id).PassAsync(token));
        Assert.Equal(3, gate.Arrived);
        Assert.Equal(4, await Ray.Run(async () =>
        {
            await Task.Yield();
            return id.Length > 0 ? 4 : 0;
        }).Soon());
        Assert.True(await Ray.Run(async token =>
        {
            await Task.Yield();
            return token.CanBeCanceled && id.Length > 0;
        }).Soon());
        Assert.True(await Ray.Run(token => token.CanBeCanceled).Soon());

        await ray.Run(() => Gate.Find(id).Pass());
        await ray.Run(async () => await Gate.Find(id).PassAsync());
        await ray.Run(async token => await Gate.Find(id).PassAsync(token));
        Assert.Equal(6, gate.Arrived);
        Assert.Equal(5, await ray.Run(() => Task.FromResult(5)).Soon());
        Assert.True(await ray.Run(token => Task.FromResult(token.CanBeCanceled)).Soon());
        Assert.True(await ray.Run(token => token.CanBeCanceled).Soon());
    }

    [Fact]
    public async Task Neither_side_sees_what_the_other_does_to_a_captured_variable()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var id = gate.Id;
        var count = 1;
        var list = new List<int> { 1 };

        var running = Ray.Run(() =>
        {
            Gate.Find(id).Pass();
            count += 10;
            list.Add(10);
            return (count, list);
        });
        count = 2;
        list.Add(2);
        gate.Open();

        var (taskCount, taskList) = await running.Soon();
        Assert.Equal(11, taskCount);
        Assert.Equal([1, 10], taskList);
        Assert.Equal(2, count);
        Assert.Equal([1, 2], list);
    }

    [Fact]
    public async Task Variables_of_nested_blocks_and_lambdas_inside_lambdas_are_copied()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var outer = new List<int> { 1 };
        var results = new List<ObjectRef<int>>();
        for (var i = 0; i < 3; i++)
        {
            var inner = i;
            results.Add(Ray.Run(() =>
            {
                Func<int, int> add = by => outer[0] + inner + by;
                outer[0] += 10;
                return add(100);
            }));
        }

        Assert.Equal(Values(111, 112, 113), await results.Soon());
        Assert.Equal([1], outer);
    }

    [Fact]
    public async Task Two_variables_that_hold_one_object_still_do()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var list = new List<int>();
        var same = list;
        var both = new[] { list };

        Assert.Equal((1, 1), await Ray.Run(() =>
        {
            list.Add(1);
            return (same.Count, both[0].Count);
        }).Soon());
        Assert.Empty(list);
    }

    [Fact]
    public async Task Captured_functions_come_along()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var start = 5;
        Func<int> fixedNumber = static () => 3;
        Func<int, int> factorial = null!;
        factorial = n => n <= 1 ? start : n * factorial(n - 1);

        Assert.Equal(33, await Ray.Run(() => factorial(3) + fixedNumber()).Soon());
    }

    [Fact]
    public async Task A_captured_reference_is_a_reference_and_a_captured_handle_holds()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var id = gate.Id;
        var number = Ray.Put(20);
        ObjectRef<int> running;
        await using (var counter = Counter.Remote.Create(1))
        {
            running = Ray.Run(async () =>
            {
                await Gate.Find(id).PassAsync();
                return await number + await counter.Increment();
            });
        }

        gate.Open();

        Assert.Equal(22, await running.Soon());
    }

    [Fact]
    public async Task This_is_copied_where_its_type_can_be()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var basket = new Basket { Items = { 1 } };

        Assert.Equal(2, await basket.AddAndCount(5).Soon());
        Assert.Equal([1], basket.Items);
    }

    [Fact]
    public async Task A_captured_IRay_is_that_of_the_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var value = await Ray.Run(async () =>
        {
            await ray.DisposeAsync();
            return await Sums.Remote.Add(ray.Put(1), 2);
        }).Soon();

        Assert.Equal(3, value);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task What_cannot_be_copied_is_refused_at_the_call_with_its_name()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var number = 1;
        var thread = new Thread(static () => { });

        var refused = Assert.Throws<RaySerializationException>(() => Ray.Run(() => thread.ManagedThreadId + number));

        Assert.Contains("'thread' (System.Threading.Thread)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_this_that_cannot_be_copied_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var number = 1;

        var direct = Assert.Throws<RaySerializationException>(() => Ray.Run(() => _uncopyable++));
        var inClosure = Assert.Throws<RaySerializationException>(() => Ray.Run(() => _uncopyable += number));

        Assert.Contains($"'this' ({typeof(LambdaTests)})", direct.Message, StringComparison.Ordinal);
        Assert.Contains($"'this' ({typeof(LambdaTests)})", inClosure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_captured_token_is_refused_since_the_task_has_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var source = new CancellationTokenSource();
        var token = source.Token;

        var refused = Assert.Throws<RaySerializationException>(() => Ray.Run(() => token.IsCancellationRequested));

        Assert.Contains("'token'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Ray.CancelAsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegates_of_several_functions_and_value_tasks_are_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        Func<int> several = RandomlyZero;
        several += RandomlyZero;

        Assert.Throws<ArgumentException>(() => Ray.Run(several));
        Assert.Throws<ArgumentException>(() => Ray.Run(static () => new ValueTask<int>(1)));
        Assert.Throws<ArgumentException>(() => Ray.Run(static () => ValueTask.CompletedTask));
        Assert.Throws<ArgumentNullException>(() => Ray.Run((Func<int>)null!));
    }

    [Fact]
    public async Task Options_go_with_it()
    {
        await using var ray = await Ray.InitAsync(o => { o.NumCpus = 2; o.Resources["tpu"] = 2; });

        var where = await Ray.Run(Whereabouts.Now, new TaskOptions { Name = "here", NumCpus = 2, Resources = new Dictionary<string, double> { ["tpu"] = 1 } }).Soon();

        Assert.Equal("here", where.TaskName);
        Assert.Equal(1, where.Assigned["tpu"]);
        Assert.Throws<ArgumentException>(() => Ray.Run(static () => 1, new TaskOptions { NumReturns = 2 }));
    }

    [Fact]
    public async Task Its_failure_names_the_method_that_it_is_in()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var zero = 0;

        var failed = await Assert.ThrowsAsync<DivideByZeroException>(() => Ray.Run(() => 1 / zero).Soon());

        Assert.Equal($"{nameof(LambdaTests)}.{nameof(Its_failure_names_the_method_that_it_is_in)} (lambda)", failed.RayFailure()?.TaskName);
    }

    [Fact]
    public async Task Each_attempt_finds_the_variables_as_they_were()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var list = new List<int> { 1 };

        var values = await Ray.Run(
            () =>
            {
                list.Add(RayContext.Current.Attempt);
                return RayContext.Current.Attempt < 2 ? throw new InvalidOperationException("again") : list;
            },
            new TaskOptions { MaxRetries = 3, RetryExceptions = true }).Soon();

        Assert.Equal([1, 2], values);
    }

    [Fact]
    public async Task It_can_be_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var id = gate.Id;
        var running = Ray.Run(async token => await Gate.Find(id).PassAsync(token));
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(running));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
    }

    [Fact]
    public async Task B043_Large_captured_values_are_warned_of_once()
    {
        var log = new ListLog();
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.ConfigureLogging = logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        });
        var large = new List<byte[]> { new byte[6 << 20], new byte[6 << 20] };
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(2, await Ray.Run(() => large.Count).Soon());
        }

        var warning = Assert.Single(log.Lines, static line => line.Contains("captures", StringComparison.Ordinal));
        Assert.Contains("12 MB", warning, StringComparison.Ordinal);
        Assert.Contains("Ray.Put", warning, StringComparison.Ordinal);
    }

    private static int Sum(int a, int b) => a + b;

    private static int RandomlyZero() => 0;

    private static T[] Values<T>(params T[] values) => values;
}
