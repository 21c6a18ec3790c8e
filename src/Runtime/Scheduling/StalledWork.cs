using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// Notices a node on which work waits and nothing starts, as when actors hold every CPU, or tasks wait for each other in ways that the
/// scheduler does not see. It logs one warning that names who waits for what and who holds it, and another only after something has started.
/// </summary>
internal sealed class StalledWork(RayNode node, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private IReadyWork? _head;
    private long _started;
    private bool _warned;
    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(static self => ((StalledWork)self!).Look(), this, Interval, Interval);

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var head = node.Scheduler.Heads().FirstOrDefault();
        var started = node.Scheduler.StartedCount;
        var stalled = head is { IsAbandoned: false } && ReferenceEquals(head, _head) && started == _started;
        if (stalled && !_warned)
        {
            node.Log.WorkStalled(Interval, node.Scheduler.QueueLength, node.Scheduler.ResumingCount, head!.Explain());
        }

        _warned = stalled;
        (_head, _started) = (head, started);
    }
}
