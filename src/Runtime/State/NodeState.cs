using Orleans.Ray.Actors;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>What one node knows of what it does and has done. Every table in it is bounded.</summary>
/// <remarks>
/// Ordinary work is registered nowhere: what waits or runs is found in the queues, mailboxes and threads that have it anyway, and only tasks that
/// no such place leads to are in a set (<see cref="WaitingForArguments"/>, <see cref="Awaiting"/>). What ends is counted by the thread that ends it, and recorded in its ring when it was chosen for that.
/// </remarks>
internal sealed class NodeState
{
    private const int MaxDeadActors = 1_000;
    private const int MaxEndedJobs = 1_000;

    private readonly RayLog _log;
    private readonly Action<RayErrorInfo>? _onUnobserved;

    public NodeState(RayOptions options, RayLog log, TimeProvider time)
    {
        _log = log;
        _onUnobserved = options.OnUnobservedError;
        Clock = new NodeClock(time);
        StartedAt = Clock.UtcNow;
        Recorders = new TaskRecorders(Clock, options.TaskEvents, options.MaxTaskRows);
        Errors = new BoundedTable<RayErrorInfo>(options.MaxErrors);
    }

    public NodeClock Clock { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? EndedAt { get; private set; }

    public TaskRecorders Recorders { get; }

    /// <summary>The calling thread's recorder.</summary>
    public TaskRecorder Recorder => TaskRecorder.Of(Recorders);

    /// <summary>Tasks and constructions that wait for an argument.</summary>
    public LiveSet WaitingForArguments { get; } = new();

    /// <summary>Tasks that have left their thread to await.</summary>
    public LiveSet Awaiting { get; } = new();

    public BoundedTable<RayErrorInfo> Errors { get; }

    public BoundedTable<ActorInfo> DeadActors { get; } = new(MaxDeadActors);

    public ClassCounts DeadByClass { get; } = new();

    public BoundedTable<JobInfo> EndedJobs { get; } = new(MaxEndedJobs);

    public JobTable Jobs { get; } = new();

    public void Stop() => EndedAt = Clock.UtcNow;

    public void OnJobEnded(Job job)
    {
        if (Jobs.Remove(job) is { } row)
        {
            EndedJobs.Add(row with { IsRunning = false, EndedAt = Clock.UtcNow });
        }
    }

    public void OnJobStarted(Job job) => Jobs.Add(job, Clock.UtcNow);

    public void OnActorEnded(ActorCell cell)
    {
        DeadByClass.Add(cell.Descriptor.Name);
        DeadActors.Add(cell.Describe() with { EndedAt = Clock.UtcNow });
    }

    /// <summary>Whether an error is one of the program's, and began with what ends now: who cancelled knows, and a dependent's error is no new one.</summary>
    public bool IsNews(ObjectError error) => !error.IsWatched && error.Exception is not (OperationCanceledException or RayTaskCancelledException);

    /// <summary>Keeps an error, and has it reported if nobody gets it.</summary>
    public void OnError(RayNode node, ObjectError error, RayErrorInfo row)
    {
        Errors.Add(row);
        error.Watch(new ErrorSentinel(node, row));
    }

    public void OnUnobserved(RayErrorInfo error)
    {
        if (_onUnobserved is null)
        {
            _log.ErrorNeverObserved(error);
            return;
        }

        try
        {
            _onUnobserved(error);
        }
        catch (Exception exception)
        {
            _log.UnobservedErrorHandlerFailed(exception, error);
        }
    }
}
