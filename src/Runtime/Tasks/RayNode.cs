using Orleans.Ray.Actors;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.State;
using Orleans.Ray.Store;
using Orleans.Serialization.Configuration;

namespace Orleans.Ray.Tasks;

/// <summary>One node: the services of a silo that run its tasks and actors. A singleton of the silo.</summary>
internal sealed class RayNode
{
    public const string StopReason = "its node was stopped";

    private readonly AbandonedActors _abandoned;
    private readonly StalledWork _stalled;
    private readonly RayInstruments _instruments;

    public RayNode(RayOptions options, ValueCopier copier, TypeManifestOptions types, IActorNames names, RayLog log, TimeProvider time, ExportedObjects? exports = null)
    {
        Exports = exports ?? new ExportedObjects(log);
        State = new NodeState(options, log, time);
        Copier = copier;
        Store = new ObjectStore(options.ToStoreOptions(), time, log.Logger);
        Values = new ValueStore(Store, types, new ObjectStoreLog(log.Logger), options.MaxInlineObjectSize);
        RecordsCallSites = options.RecordCallSites;
        Time = time;
        Labels = new Dictionary<string, string>(options.Labels, StringComparer.Ordinal);
        Log = log;
        Ledger = new ResourceLedger(options.ToTotals());
        Scheduler = new LocalScheduler(Ledger, time);
        PlacementGroups = new PlacementGroupTable(this, time);
        Infeasible = new InfeasibleWork(this, options.InfeasibleTimeout ?? InfeasibleWork.DefaultTimeout, time);
        Actors = new ActorHost(this, names);
        _abandoned = new AbandonedActors(Scheduler, Actors, time);
        _stalled = new StalledWork(this, time);
        _instruments = new RayInstruments(this);
    }

    public NodeId Id => Exports.Node;

    /// <summary>The objects whose references were serialized.</summary>
    public ExportedObjects Exports { get; }

    public ValueCopier Copier { get; }

    /// <summary>The large objects of the node, as bytes.</summary>
    public ObjectStore Store { get; }

    /// <summary>The same as values.</summary>
    public ValueStore Values { get; }

    /// <summary>Whether objects in the store remember where they were put.</summary>
    public bool RecordsCallSites { get; }

    public RayLog Log { get; }

    public TimeProvider Time { get; }

    public ResourceLedger Ledger { get; }

    public IReadOnlyDictionary<string, string> Labels { get; }

    public NodeState State { get; }

    public IPlacementGroupRows PlacementGroupRows => PlacementGroups;

    public LocalScheduler Scheduler { get; }

    public PlacementGroupTable PlacementGroups { get; }

    /// <summary>What becomes of work that the node can never run.</summary>
    public InfeasibleWork Infeasible { get; }

    public ActorHost Actors { get; }

    public bool HasStopped { get; private set; }

    private int Threads => (int)Math.Min(Math.Ceiling(Ledger.Totals[ResourceSet.Cpu]), 1024);

    public void Start()
    {
        WorkerThreads.AddNode(Threads);
        _abandoned.Start();
        _stalled.Start();
    }

    /// <summary>
    /// Ends what waits, what runs, and every actor. Code that runs is asked to stop through its token and not waited for: nobody gets its object any more, so nobody may wait for it.
    /// Gives up waiting for the actors' dispose methods when the token is cancelled.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        HasStopped = true;
        _abandoned.Dispose();
        _stalled.Dispose();
        Infeasible.Dispose();
        PlacementGroups.RemoveAll(StopReason);

        // What a thread had just started is found below, or its thread finds the node stopped (see TaskInvocation).
        Interlocked.MemoryBarrierProcessWide();
        Scheduler.Stop(new NodeDiedException($"Node {Id} was stopped before the task could run."));
        try
        {
            foreach (var work in TaskListing.Live(this))
            {
                // Calls end with their actors.
                if (work is IInvocation task and not IActorCall)
                {
                    AbortRunning(task);
                }
            }

            await Actors.KillAllAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Scheduler.Dispose();
            _instruments.Dispose();
            Exports.Close();
            Values.Dispose();
            Store.Dispose();
            State.Stop();
            WorkerThreads.RemoveNode(Threads);
        }
    }

    /// <summary>Ends a task that the node's stop found running, or that waits for an argument.</summary>
    public void AbortRunning(IInvocation task) => task.Abort(new NodeDiedException($"Node {Id} was stopped before the task had ended."));

    public NodeInfo Describe() => new()
    {
        Id = Id,
        IsAlive = !HasStopped,
        Totals = Ledger.Totals.ToDictionary(),
        Available = Ledger.Available().ToDictionary(),
        Labels = Labels,
        MachineName = Environment.MachineName,
        ProcessId = Environment.ProcessId,
        StartedAt = State.StartedAt,
        EndedAt = State.EndedAt,
    };
}
