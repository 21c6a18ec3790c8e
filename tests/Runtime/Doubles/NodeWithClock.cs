using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node beside the driver's own, with a clock of its own. Until it is disposed of the driver's code runs on it.</summary>
internal sealed class NodeWithClock : IAsyncDisposable
{
    private readonly IExecutionScope _outer = Ray.CurrentScope;
    private readonly Job _job = new();
    private readonly RayNode _node;
    private readonly int _ownTimers;

    public NodeWithClock(double cpus)
    {
        _node = new RayNode(new RayOptions { NumCpus = cpus }, _outer.Node.Copier, _outer.Node.Values.Types, new SlowNames(), _outer.Node.Log, Time);
        _node.Start();
        _job.Open(_node);
        ExecutionScope.Current = _job;
        _ownTimers = Time.Timers;
    }

    public ManualTime Time { get; } = new();

    /// <summary>Timers besides those that a node has in any case.</summary>
    public int Timers => Time.Timers - _ownTimers;

    public double FreeCpus => _node.Ledger.Available()["CPU"];

    public DateTimeOffset In(TimeSpan time) => Time.GetUtcNow() + time;

    public ValueTask DisposeAsync()
    {
        ExecutionScope.Current = _outer;
        return new(_node.StopAsync(CancellationToken.None));
    }
}
