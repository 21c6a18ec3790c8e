using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node beside the driver's own, with names of its own. Until it is disposed of the driver's code runs on it.</summary>
internal sealed class NodeWithSlowNames : IAsyncDisposable
{
    private readonly IExecutionScope _outer = Ray.CurrentScope;
    private readonly Job _job = new();
    private readonly RayNode _node;

    public NodeWithSlowNames(double cpus)
    {
        _node = new RayNode(new RayOptions { NumCpus = cpus }, _outer.Node.Copier, Names, _outer.Node.Log, TimeProvider.System);
        _node.Start();
        _job.Open(_node);
        ExecutionScope.Current = _job;
    }

    public SlowNames Names { get; } = new();

    public double FreeCpus => _node.Ledger.Available()["CPU"];

    public ValueTask DisposeAsync()
    {
        ExecutionScope.Current = _outer;
        return new(_node.StopAsync(CancellationToken.None));
    }
}
