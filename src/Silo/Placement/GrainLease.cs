using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;
using Orleans.Runtime;

namespace Orleans.Ray.Placement;

/// <summary>What one activation of a grain takes from its node's ledger, in turn with the node's tasks and actors.</summary>
/// <remarks>
/// It is waiting, taken, or over; each change is one compare-and-swap. A lease that is over while it waits gives back what it is granted all
/// the same, so that the ledger comes out even whoever is first.
/// </remarks>
internal sealed class GrainLease : IReadyWork
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Over = 2;

    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RayNode _node;
    private readonly TimeProvider _time;
    private int _state;
    private int _enqueued;
    private ResourceGrant? _grant;

    public GrainLease(RayNode node, GrainId grain, ResourceSet demand, TimeProvider time)
    {
        _node = node;
        _time = time;
        Grain = grain;
        Class = node.Scheduler.ClassOf(demand);
        Cpu = Class.CpuUnits == 0 ? null : new CpuLease(node.Scheduler, node.Ledger, Class.CpuUnits);
    }

    public GrainId Grain { get; }

    public SchedulingClass Class { get; }

    public ResourceGrant? Grant => _grant;

    public bool IsAbandoned => Volatile.Read(ref _state) == Over;

    public bool IsTaken => Volatile.Read(ref _state) == Taken;

    /// <summary>When it was taken, on the clock of the node.</summary>
    public long TakenAt { get; private set; }

    /// <summary>The CPU that the activation gives back while it waits; null where it has none.</summary>
    public CpuLease? Cpu { get; }

    public override string ToString() => $"grain {Grain} with {Class.Demand}";

    /// <summary>Completes when the resources are taken. Any number of callers may wait.</summary>
    /// <exception cref="InfeasibleRequestException">No node can ever give them.</exception>
    /// <exception cref="TimeoutException">They were not free in time; the lease is over.</exception>
    /// <exception cref="NodeDiedException">The node has stopped.</exception>
    public async Task TakeAsync(TimeSpan limit)
    {
        if (Class.Infeasible is { } lacking)
        {
            throw new InfeasibleRequestException(
                $"Grain {Grain} asks for {Class.Demand}, which no node can ever give: node {_node.Id} is the closest and lacks {lacking} (it has {_node.Ledger.Totals} in all). Ask for less in its [BottomUpPlacement], or declare more when the node starts.");
        }

        if (Interlocked.Exchange(ref _enqueued, 1) == 0)
        {
            _node.Scheduler.Enqueue(this);
        }

        try
        {
            await _taken.Task.WaitAsync(limit, _time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (Interlocked.CompareExchange(ref _state, Over, Waiting) == Taken)
        {
            // Just in time.
        }
    }

    /// <summary>Gives back what was taken, once, whoever asks how often.</summary>
    public void Return()
    {
        if (Interlocked.Exchange(ref _state, Over) == Taken)
        {
            _node.Ledger.Uncommit(Class.Demand);
            _node.Scheduler.Release(Class, _grant, Cpu?.Close() ?? true);
        }
    }

    string IReadyWork.Describe() => ToString();

    string IReadyWork.Explain() => $"grain {Grain} {Class.ExplainWaiting(this)}";

    void IReadyWork.Granted(ResourceGrant? grant) => _grant = grant;

    void IThreadPoolWorkItem.Execute() => OnGranted();

    bool IReadyWork.Run()
    {
        OnGranted();
        return false;
    }

    bool IReadyWork.CloseLease() => false;

    void IReadyWork.Abort(Exception exception)
    {
        Interlocked.CompareExchange(ref _state, Over, Waiting);
        _taken.TrySetException(exception);

        // Whoever waited may have given up.
        _ = _taken.Task.Exception;
    }

    void IReadyWork.Publish()
    {
    }

    private void OnGranted()
    {
        TakenAt = _time.GetTimestamp();
        if (Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting)
        {
            _node.Ledger.Commit(Class.Demand);
            _taken.TrySetResult();
        }
        else
        {
            _node.Scheduler.Release(Class, _grant, withCpu: true);
        }
    }
}
