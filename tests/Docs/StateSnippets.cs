using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Docs.Tests;

public sealed partial class StateSnippets
{
    [Fact]
    public async Task Listing()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 1);
        var busy = Chores.Remote.WaitForCancel();
        var waiting = Enumerable.Range(0, 5).Select(i => Chores.Remote.Sweep(i)).ToArray();
        var names = new List<string>();

        // snippet: state-list
        var filter = new TaskFilter { State = FilterValue.Not(TaskState.Finished, TaskState.Failed), FunctionName = "Chores.Sweep" };
        StateList<TaskInfo> page = await Ray.State.ListTasksAsync(filter, limit: 2);
        Console.WriteLine($"{page.Count} of {page.Total}");      // 2 of 5
        while (true)
        {
            names.AddRange(page.Select(row => $"{row.Name}: {row.State}"));
            if (page.NextCursor is null)
            {
                break;
            }

            page = await Ray.State.ListTasksAsync(filter, limit: 2, page.NextCursor);
        }

        var running = await Ray.State.ListTasksAsync(TaskFilter.Parse("state=RUNNING", "name!=Chores.Sweep"));   // as a command line has them
        // end

        Assert.Equal(Enumerable.Repeat("Chores.Sweep: PendingNodeAssignment", 5), names);
        Assert.Equal("Chores.WaitForCancel", Assert.Single(running).Name);
        await Ray.CancelAsync(busy);
        await Ray.GetAsync(waiting);

        // snippet: state-summary
        foreach (var summary in await Ray.State.SummarizeTasksAsync())
        {
            Console.WriteLine($"{summary.FunctionName}: {summary.StateCounts.GetValueOrDefault(TaskState.Finished)} of {summary.Total} finished");
        }
        // end

        var sweeps = Assert.Single(await Ray.State.SummarizeTasksAsync(), static summary => summary.FunctionName == "Chores.Sweep");
        Assert.Equal((5, 5), (sweeps.Total, sweeps.StateCounts[TaskState.Finished]));
    }

    [Fact]
    public async Task Memory()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: state-memory
        var table = Ray.Put(NDArray.Zeros<double>(1000, 1000));
        using var reader = await table;                          // pins the object until it is disposed of
        foreach (MemoryInfo row in await Ray.State.ListMemoryAsync())
        {
            Console.WriteLine($"{row.Type}: {row.Size} bytes, {row.State}, {row.Pins} readers");
        }

        var store = (await Ray.State.SummarizeObjectStoresAsync())[0];
        Console.WriteLine($"{store.UsedBytes} of {store.Capacity} bytes in use, {store.PinnedBytes} pinned, {store.SpilledBytes} on disk");
        // end

        var only = Assert.Single(await Ray.State.ListMemoryAsync());
        Assert.Equal((MemoryState.InMemory, 1, true), (only.State, only.Pins, only.IsReferenced));
        Assert.InRange(store.UsedBytes, only.Size, long.MaxValue);
        GC.KeepAlive(table);
    }

    [Fact]
    public async Task Looking_at_what_is_asked_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var running = Chores.Remote.WaitForCancel();
        var waiting = Enumerable.Range(0, 3).Select(_ => Chores.Remote.WaitForCancel()).ToArray();

        // snippet: state-demand
        foreach (ResourceDemand demand in await Ray.State.SummarizeDemandAsync())
        {
            var asked = string.Join(", ", demand.Resources.Select(amount => $"{amount.Key}: {amount.Value}"));
            Console.WriteLine($"{demand.Count} of {{{asked}}}{(demand.IsInfeasible ? ", which no node can ever give" : string.Empty)}");   // 3 of {CPU: 1}
        }
        // end

        var only = Assert.Single(await Ray.State.SummarizeDemandAsync());
        Assert.Equal((3, 1, false), (only.Count, only.Resources["CPU"], only.IsInfeasible));
        foreach (var task in waiting.Append(running))
        {
            Assert.True(await Ray.CancelAsync(task));
        }
    }

    [Fact]
    public async Task Listing_errors()
    {
        await using var ray = await Ray.InitAsync();
        var failed = Chores.Remote.Break("the vase");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await failed);

        // snippet: state-errors
        foreach (RayErrorInfo error in await Ray.State.GetErrorsAsync())
        {
            Console.WriteLine(error);                            // System.InvalidOperationException in task 'Chores.Break' (..., attempt 0): the vase
        }
        // end

        var only = Assert.Single(await Ray.State.GetErrorsAsync());
        Assert.Equal(("Chores.Break", "the vase"), (only.TaskName, only.Message));
    }

    [Fact]
    public async Task Being_told_of_errors_that_nobody_gets()
    {
        var told = new TaskCompletionSource<RayErrorInfo>(TaskCreationOptions.RunContinuationsAsynchronously);

        // snippet: state-unobserved
        await using var ray = await Ray.InitAsync(options => options.OnUnobservedError = error => told.TrySetResult(error));
        // end

        await DropAsync();
        while (!told.Task.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal("unseen", (await told.Task).Message);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task DropAsync() => await Ray.WaitAsync([Chores.Remote.Break("unseen")]);
    }

    [Fact]
    public async Task Writing_the_timeline()
    {
        await using var ray = await Ray.InitAsync();
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        // snippet: state-timeline
        using (Ray.Profile("spring cleaning"))                   // an event of the program's own
        {
            await Chores.Remote.Sweep(1);
        }

        await Ray.State.TimelineAsync(path);
        // end

        var text = await File.ReadAllTextAsync(path);
        File.Delete(path);
        Assert.Contains("spring cleaning", text, StringComparison.Ordinal);
        Assert.Contains("Chores.Sweep", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging()
    {
        await using var ray = await Ray.InitAsync();
        using var recorder = new ScopeRecorder();

        // snippet: state-scopes
        using var logging = LoggerFactory.Create(builder => builder.AddRayScopes().AddProvider(recorder));
        // end

        ScopeRecorder.Logger = logging.CreateLogger("chores");
        var task = Chores.Remote.Log("done");
        await task;
        Assert.Contains(new KeyValuePair<string, object?>("RayTaskName", "Chores.Log"), recorder.Values);
        Assert.Contains(new KeyValuePair<string, object?>("RayAttempt", 0), recorder.Values);
    }

    [Fact]
    public async Task Measuring()
    {
        await using var ray = await Ray.InitAsync(static options => options.NumCpus = 3);
        var node = RayContext.Current.NodeId.ToString();
        var total = 0.0;

        // snippet: state-metrics
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Orleans.Ray" && instrument.Name == "ray.resources.total")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        // end

        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (instrument.Meter.Tags!.Contains(new("ray.node.id", node)) && tags.ToArray().Any(static tag => Equals(tag.Value, "CPU")))
            {
                total = value;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Equal(3, total);
    }

    [Fact]
    public async Task Asking_who_one_is()
    {
        await using var ray = await Ray.InitAsync();

        // snippet: state-context
        Console.WriteLine(RayContext.Current.TaskName is null);  // True: this is the driver
        Console.WriteLine(await Chores.Remote.WhoAmI());         // Chores.WhoAmI, attempt 0, with 1 CPU
        // end

        Assert.Null(RayContext.Current.TaskName);
        Assert.Equal("Chores.WhoAmI, attempt 0, with 1 CPU", await Chores.Remote.WhoAmI());
    }

    public static partial class Chores
    {
        [RayTask]
        public static int Sweep(int room) => room;

        [RayTask]
        public static int Break(string what) => throw new InvalidOperationException(what);

        [RayTask]
        public static async Task WaitForCancel(CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

        [RayTask]
        public static void Log(string line) => ScopeRecorder.Logger!.Log(LogLevel.Information, default, line, null, static (text, _) => text);

        // snippet: state-context-define
        [RayTask]
        public static string WhoAmI()
        {
            var me = RayContext.Current;
            return $"{me.TaskName}, attempt {me.Attempt}, with {me.AssignedResources["CPU"]} CPU";
        }
        // end
    }

    /// <summary>Keeps the values of the scopes in which the last line was logged.</summary>
    private sealed class ScopeRecorder : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider? _scopes;

        public static ILogger? Logger { get; set; }

        public List<KeyValuePair<string, object?>> Values { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _scopes?.ForEachScope(static (scope, values) => values.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? []), Values);

        public void Dispose() => Logger = null;
    }
}
