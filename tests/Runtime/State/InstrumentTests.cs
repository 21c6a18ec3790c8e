using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Ray.Tests.State;

public sealed class InstrumentTests
{
    [Fact]
    public async Task Metrics_count_what_the_node_does()
    {
        await using var ray = await Ray.InitAsync(o => (o.NumCpus, o.NumGpus) = (1, 1));
        using var gate = new Gate();
        await Enumerable.Range(0, 10).Select(i => Sums.Remote.Increment(i)).ToList().Soon();
        await Contexts.Remote.FailBelowAttempt(2).Soon();
        await using var actor = GatedActor.Remote.Create();
        var call = actor.Pass(gate.Id);
        var second = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var queued = Sums.Remote.Add(1, 2);
        var dependent = Sums.Remote.Increment(queued);
        await Ray.CancelAsync(dependent);

        var metrics = Collect();

        // 10 and 1, the actor and its 2 calls, and 3.
        Assert.Equal(17, metrics["ray.tasks.submitted"]);
        Assert.Equal(10, metrics["ray.tasks.finished{Sums.Increment}"]);
        Assert.Equal(1, metrics["ray.tasks.cancelled{Sums.Increment}"]);
        Assert.Equal(1, metrics["ray.tasks.failed{Sums.Increment}"]);
        Assert.Equal(2, metrics["ray.tasks.failed{Contexts.FailBelowAttempt}"]);
        Assert.Equal(2, metrics["ray.tasks.retried{Contexts.FailBelowAttempt}"]);
        Assert.Equal(1, metrics["ray.tasks.queued"]);
        Assert.Equal(2, metrics["ray.tasks.running"]);
        Assert.Equal(1, metrics["ray.actors{Alive}"]);
        Assert.Equal(0, metrics["ray.actors{Dead}"]);
        Assert.Equal(1, metrics["ray.actors.pending_calls"]);
        Assert.Equal(1, metrics["ray.resources.total{CPU}"]);
        Assert.False(metrics.TryGetValue("ray.resources.available{CPU}", out var free) && free > 0);
        Assert.Equal(1, metrics["ray.resources.available{GPU}"]);
        Assert.Equal(15, metrics["ray.table.rows{tasks}"]);
        Assert.Equal(1, metrics["ray.table.rows{jobs}"]);
        gate.Open();
        await call.Soon();
        await second.Soon();
        await running.Soon();
        await queued.Soon();
    }

    [Fact]
    public async Task A_stopped_node_has_no_metrics()
    {
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var node = RayContext.Current.NodeId;
        Assert.NotEmpty(Collect(node));

        await ray.DisposeAsync();

        Assert.Empty(Collect(node));
    }

    [Fact]
    public async Task A_run_is_an_activity_and_a_child_of_its_submitters()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var job = RayContext.Current.JobId.ToString();
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Orleans.Ray" or "test",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (stopped)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var root = source.StartActivity("root");

        Assert.Equal(["Inspectors.Activities", "Inspectors.OwnActivity", "Inspectors.Activities"], (await Inspectors.Remote.Activities().Soon()).ToList());
        Assert.Equal(2, await Contexts.Remote.FailBelowAttempt(2).Soon());
        await using var counter = Counter.Remote.Create(0);
        await counter.Increment().Soon();

        Assert.Same(root, Activity.Current);
        List<Activity> mine;
        lock (stopped)
        {
            mine = [.. stopped.Where(activity => Equals(activity.GetTagItem("ray.job.id"), job))];
        }

        Assert.All(mine, activity => Assert.Equal(root!.TraceId, activity.TraceId));
        var outer = Assert.Single(mine, activity => activity.OperationName == "Inspectors.Activities");
        var inner = Assert.Single(mine, activity => activity.OperationName == "Inspectors.OwnActivity");
        Assert.Equal(root!.SpanId, outer.ParentSpanId);
        Assert.Equal(outer.SpanId, inner.ParentSpanId);
        var attempts = mine.Where(activity => activity.OperationName == "Contexts.FailBelowAttempt").OrderBy(activity => activity.GetTagItem("ray.task.attempt")).ToList();
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset], attempts.Select(activity => activity.Status));
        Assert.Equal("System.InvalidOperationException", attempts[0].GetTagItem("error.type"));
        var call = Assert.Single(mine, activity => activity.OperationName == "Counter.Increment");
        Assert.Equal(counter.Id.ToString(), call.GetTagItem("ray.actor.id"));
        Assert.Single(mine, activity => activity.OperationName == "Counter..ctor");
    }

    private static Dictionary<string, double> Collect(NodeId? of = null)
    {
        var node = (of ?? RayContext.Current.NodeId).ToString();
        var values = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Orleans.Ray" && instrument.Meter.Tags?.Any(tag => Equals(tag.Value, node)) == true)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return values;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            values[tags.Length == 0 ? instrument.Name : $"{instrument.Name}{{{tags[0].Value}}}"] = value;
    }
}
