using Orleans.Ray.Actors;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.State;

namespace Orleans.Ray.Tasks;

/// <summary>One node: the services of a silo that run its tasks and actors. A singleton of the silo.</summary>
internal sealed class RayNode
{
    private readonly AbandonedActors _abandoned;
    private readonly RayInstruments _instruments;

    public RayNode(RayOptions options, ValueCopier copier, IActorNames names, RayLog log, TimeProvider time)
    {
        State = new NodeState(options, log, time);
        Copier = copier;
        Time = time;
        Log = log;
        Ledger = new ResourceLedger(options.ToTotals());
        Scheduler = new LocalScheduler(Ledger);
        Actors = new ActorHost(this, names);
        _abandoned = new AbandonedActors(Scheduler, Actors, time);
        _instruments = new RayInstruments(this);
    }

    public NodeId Id { get; } = NodeId.NewId();

    public ValueCopier Copier { get; }

    public RayLog Log { get; }

    public TimeProvider Time { get; }

    public ResourceLedger Ledger { get; }

    public NodeState State { get; }

    public IPlacementGroupRows PlacementGroupRows { get; } = new NoPlacementGroups();

    public LocalScheduler Scheduler { get; }

    public ActorHost Actors { get; }

    public bool HasStopped { get; private set; }

    private int Threads => (int)Math.Min(Math.Ceiling(Ledger.Totals[ResourceSet.Cpu]), 1024);

    public void Start()
    {
        WorkerThreads.AddNode(Threads);
        _abandoned.Start();
    }

    /// <summary>Ends what waits and every actor. Gives up waiting for their dispose methods when the token is cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        HasStopped = true;
        _abandoned.Dispose();
        Scheduler.Stop(new NodeDiedException($"Node {Id} was stopped before the task could run."));
        try
        {
            await Actors.KillAllAsync("ended with its node").WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _instruments.Dispose();
            State.Stop();
            WorkerThreads.RemoveNode(Threads);
        }
    }

    public NodeInfo Describe() => new()
    {
        Id = Id,
        IsAlive = !HasStopped,
        Totals = Ledger.Totals.ToDictionary(),
        Available = Ledger.Available().ToDictionary(),
        MachineName = Environment.MachineName,
        ProcessId = Environment.ProcessId,
        StartedAt = State.StartedAt,
        EndedAt = State.EndedAt,
    };
}
