using System.Diagnostics;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>What is recorded of one submission that was chosen to be recorded in full: its times and its activity. The attempts of a task share it.</summary>
internal sealed class TaskTrace
{
    private readonly long _created;
    private readonly int _submitThread = Environment.CurrentManagedThreadId;
    private readonly ActivityContext _submitter;
    private long _argumentsReady;
    private long _started;
    private bool _isAsync;
    private Activity? _activity;

    public TaskTrace(NodeClock clock)
    {
        _created = clock.Now;
        _submitter = Activity.Current?.Context ?? default;
    }

    private TaskTrace(TaskTrace earlier)
    {
        _created = earlier._created;
        _submitThread = earlier._submitThread;
        _submitter = earlier._submitter;
    }

    /// <summary>For another attempt of the same submission, of which the earlier one may not have let go yet.</summary>
    public TaskTrace ForNextAttempt() => new(this);

    public void OnArgumentsReady(NodeClock clock) => _argumentsReady = clock.Now;

    public void OnStarting(RayNode node, string name, TaskId task, JobId job, ActorId? actor, int attempt)
    {
        _started = node.State.Clock.Now;
        _isAsync = false;
        _activity = RayActivities.Start(name, _submitter, task, job, actor, node.Id, attempt);
    }

    public void OnAwaiting() => _isAsync = true;

    public void OnEnded(Exception? failure)
    {
        if (Interlocked.Exchange(ref _activity, null) is { } activity)
        {
            RayActivities.Stop(activity, failure);
        }
    }

    public void Describe(ref TaskRow row)
    {
        row.Created = _created;
        row.SubmitThread = _submitThread;
        row.ArgumentsReady = _argumentsReady;
        row.Started = _started;
        row.IsAsync = _isAsync;
    }
}
