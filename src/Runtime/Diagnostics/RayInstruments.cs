using System.Diagnostics.Metrics;
using Orleans.Ray.State;
using Orleans.Ray.Store;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Diagnostics;

/// <summary>
/// One node's metrics, of the meter <c>Orleans.Ray</c>. All are observed: they are read from what the node counts anyway when somebody collects them, so that nothing is paid while nobody does.
/// </summary>
internal sealed class RayInstruments : IDisposable
{
    public const string MeterName = "Orleans.Ray";

    private readonly RayNode _node;
    private readonly Meter _meter;

    public RayInstruments(RayNode node)
    {
        _node = node;
        _meter = new Meter(MeterName, version: null, tags: [new("ray.node.id", node.Id.ToString())]);
        _meter.CreateObservableCounter("ray.tasks.submitted", Submitted, "{task}", "Tasks, constructions and calls that were submitted.");
        _meter.CreateObservableCounter("ray.tasks.finished", () => Ended(static counts => counts.Finished), "{task}", "Attempts that returned.");
        _meter.CreateObservableCounter("ray.tasks.failed", () => Ended(static counts => counts.Failed), "{task}", "Attempts that threw, were cancelled, or could not run.");
        _meter.CreateObservableCounter("ray.tasks.cancelled", () => Ended(static counts => counts.Cancelled), "{task}", "Attempts that were cancelled.");
        _meter.CreateObservableCounter("ray.tasks.retried", () => Ended(static counts => counts.Retried), "{task}", "Attempts that failed and were tried again.");
        _meter.CreateObservableUpDownCounter("ray.tasks.queued", () => (long)node.Scheduler.QueueLength, "{task}", "Tasks that are ready and wait for resources.");
        _meter.CreateObservableUpDownCounter("ray.tasks.waiting_for_arguments", () => (long)node.State.WaitingForArguments.Count, "{task}", "Tasks that wait for an argument.");
        _meter.CreateObservableUpDownCounter("ray.tasks.running", Running, "{task}", "Tasks and calls that run or await.");
        _meter.CreateObservableUpDownCounter("ray.actors", Actors, "{actor}", "Actors by state; the dead are all that ever were.");
        _meter.CreateObservableUpDownCounter("ray.actors.pending_calls", () => node.Actors.Snapshot().Sum(static cell => (long)cell.PendingCalls), "{call}", "Calls that wait for an argument or their turn.");
        _meter.CreateObservableGauge("ray.resources.total", () => Resources(node.Ledger.Totals), description: "What the node has, by resource.");
        _meter.CreateObservableGauge("ray.resources.available", () => Resources(node.Ledger.Available()), description: "What of it is free.");
        ObjectStoreInstruments.Add(_meter, node.Store);
        _meter.CreateObservableGauge("ray.table.rows", TableRows, "{row}", "Rows of the node's tables, each of which is bounded.");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Resources(ResourceSet resources) =>
        resources.Names.Select(name => new Measurement<double>(resources[name], new KeyValuePair<string, object?>("ray.resource", name)));

    private long Submitted() => _node.State.Recorders.All.Sum(static recorder => recorder.Submitted);

    private IEnumerable<Measurement<long>> Ended(Func<FunctionCounts, long> select) => TaskSummaries.CountEnded(_node)
        .Select(counts => new Measurement<long>(select(counts), new("ray.task.name", counts.Function), new("ray.task.kind", counts.Kind.ToString())));

    private long Running() => TaskListing.LiveRows(_node).Where(static row => row.State == TaskState.Running).DistinctBy(static row => row.Key).LongCount();

    private IEnumerable<Measurement<long>> Actors() => _node.Actors.Snapshot()
        .GroupBy(static cell => cell.State)
        .Select(static group => (State: group.Key, Count: group.LongCount()))
        .Append((State: ActorState.Dead, Count: _node.State.DeadByClass.Total))
        .GroupBy(static row => row.State)
        .Select(static group => new Measurement<long>(group.Sum(static row => row.Count), new KeyValuePair<string, object?>("ray.actor.state", group.Key.ToString())));

    private IEnumerable<Measurement<long>> TableRows()
    {
        yield return Rows("tasks", _node.State.Recorders.All.Sum(static recorder => (long)recorder.Ended.Count));
        yield return Rows("timeline", _node.State.Recorders.All.Sum(static recorder => (long)recorder.Spans.Count));
        yield return Rows("threads", _node.State.Recorders.All.Count);
        yield return Rows("errors", _node.State.Errors.Count);
        yield return Rows("actors", _node.Actors.Snapshot().Length);
        yield return Rows("dead_actors", _node.State.DeadActors.Count);
        yield return Rows("jobs", _node.State.Jobs.Count);
        yield return Rows("exported_objects", _node.Exports.Count);
        yield return Rows("ended_jobs", _node.State.EndedJobs.Count);

        static Measurement<long> Rows(string table, long count) => new(count, new KeyValuePair<string, object?>("ray.table", table));
    }
}
