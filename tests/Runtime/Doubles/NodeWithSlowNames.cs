using Orleans.Ray.Diagnostics;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node beside the driver's own, with names of its own. Until it is disposed of the driver's code runs on it.</summary>
internal sealed class NodeWithSlowNames : IAsyncDisposable
{
    private readonly IExecutionScope _outer = Ray.CurrentScope;
    private readonly Job _job;
    private readonly RayNode _node;

    public NodeWithSlowNames(double cpus)
        : this(new RayOptions { NumCpus = cpus }, TimeProvider.System, null)
    {
    }

    public NodeWithSlowNames(RayOptions options, TimeProvider time, RayLog? log)
    {
        _job = new Job(options);
        _node = new RayNode(options, _outer.Node.Copier, _outer.Node.Values.Types, Names, log ?? _outer.Node.Log, time);
        _node.Start();
        _job.Open(_node);
        ExecutionScope.Current = _job;
    }

    public SlowNames Names { get; } = new();

    /// <summary>How many tasks and actors wait for a node that could run them.</summary>
    public int Infeasible => _node.Infeasible.Count;

    /// <summary>How much is listed since it waits for an argument, or for more than that.</summary>
    public int WaitingForArguments => _node.State.WaitingForArguments.Count;

    public double FreeCpus => _node.Ledger.Available()["CPU"];

    public ValueTask DisposeAsync()
    {
        ExecutionScope.Current = _outer;
        return new(_node.StopAsync(CancellationToken.None));
    }
}
