using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// Work that asks for what no node has. It fails at once where no node can join; elsewhere a warning is logged at once, one for each kind of request, and
/// the work fails when its time is up.
/// </summary>
internal sealed class InfeasibleWork(RayNode node, TimeSpan timeout, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    private const int MaxWarned = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<object, Parked> _parked = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>How much of it waits for its time to be up.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _parked.Count;
            }
        }
    }

    /// <summary>Whether work is refused where it is submitted.</summary>
    public bool FailsAtOnce => timeout == TimeSpan.Zero;

    /// <summary>What each work that waits for another node asks for; what asks its placement group, asks no node.</summary>
    public ResourceSet[] Demands()
    {
        lock (_lock)
        {
            return [.. _parked.Values.Where(static parked => parked.Class.Target is null).Select(static parked => parked.Class.Demand)];
        }
    }

    /// <summary>Why such work can run nowhere, and what to do, as the message of its error; null where it can.</summary>
    /// <param name="what">The task or actor.</param>
    /// <param name="scheduling">Its class.</param>
    /// <param name="strategy">Its strategy, if any.</param>
    public string? WhyInfeasible(string what, SchedulingClass scheduling, SchedulingStrategy? strategy)
    {
        if (strategy is INodeFilter filter && filter.WhyNot(node) is { } reason)
        {
            return $"{what} can run on no node: {reason}. Choose another strategy, make it soft, or start such a node.";
        }

        return scheduling.Infeasible is not { } lacking ? null
            : scheduling.Target is { } ? $"{what} asks for {scheduling.Demand}, which its placement group can never give: {lacking}. Ask for less, or create a group with larger bundles."
            : $"{what} asks for {scheduling.Demand}, which no node can ever give: node {node.Id} is the closest and lacks {lacking} (it has {node.Ledger.Totals} in all). Ask for less, or declare more when the node starts.";
    }

    /// <summary>Fails the work, now or when its time is up. Whoever ends it before must <see cref="Withdraw"/> it, also where that was before this.</summary>
    /// <param name="work">The task or actor.</param>
    /// <param name="scheduling">Its class.</param>
    /// <param name="message">Why it is infeasible.</param>
    /// <param name="kind">What requests of the same kind have in common, so that one warning does for them.</param>
    /// <param name="fail">Ends the work; harmless where it has ended.</param>
    public void Refuse(object work, SchedulingClass scheduling, string message, string kind, Action<RayException> fail)
    {
        if (FailsAtOnce)
        {
            fail(new InfeasibleRequestException(message));
            return;
        }

        var parked = new Parked(work, scheduling, message, fail);
        bool disposed;
        bool warn;
        lock (_lock)
        {
            disposed = _disposed;
            warn = !disposed && _warned.Count < MaxWarned && _warned.Add(kind);
            if (!disposed)
            {
                _parked.Add(work, parked);
                parked.Timer = time.CreateDetachedTimer(state => TimeIsUp((Parked)state!), parked, timeout);
            }
        }

        if (disposed)
        {
            fail(Stopped());
        }

        if (warn)
        {
            node.Log.Infeasible(message, timeout);
        }
    }

    /// <summary>The work has ended; harmless where it is not infeasible.</summary>
    public void Withdraw(object work)
    {
        Parked? parked;
        lock (_lock)
        {
            _parked.Remove(work, out parked);
        }

        parked?.Timer?.Dispose();
    }

    public void Dispose()
    {
        Parked[] parked;
        lock (_lock)
        {
            _disposed = true;
            parked = [.. _parked.Values];
            _parked.Clear();
        }

        foreach (var work in parked)
        {
            work.Timer?.Dispose();
            work.Fail(Stopped());
        }
    }

    private void TimeIsUp(Parked parked)
    {
        lock (_lock)
        {
            if (!_parked.Remove(parked.Work))
            {
                return;
            }
        }

        parked.Timer?.Dispose();
        parked.Fail(new InfeasibleRequestException($"{parked.Message} No such node joined within {timeout} (RayOptions.InfeasibleTimeout)."));
    }

    private NodeDiedException Stopped() => new($"Node {node.Id} was stopped before the work could run.");

    private sealed class Parked(object work, SchedulingClass scheduling, string message, Action<RayException> fail)
    {
        public object Work => work;

        public SchedulingClass Class => scheduling;

        public string Message => message;

        public Action<RayException> Fail => fail;

        public ITimer? Timer { get; set; }
    }
}
