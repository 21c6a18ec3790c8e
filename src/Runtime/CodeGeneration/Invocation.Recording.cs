using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>What listings, the timeline and the error table learn of the invocation.</content>
public abstract partial class Invocation<TResult>
{
    Type IListedWork.ResultType => typeof(TResult);

    bool IListedWork.TryDescribe(out TaskRow row)
    {
        var phase = Volatile.Read(ref _phase);
        row = default;
        if (phase == InvocationPhase.Ended)
        {
            return false;
        }

        Describe(ref row, Attempt);
        row.State = phase != InvocationPhase.Waiting ? TaskState.Running : ArgumentsPending ? TaskState.PendingArgsAvail : ReadyState;
        if (row.State != TaskState.Running)
        {
            row.Started = 0;
        }

        return true;
    }

    private void Describe(ref TaskRow row, int attempt)
    {
        row.Id = TaskId;
        row.Parent = Origin.IsDriver ? default : Origin.Id;
        row.Job = Job.Id;
        row.Actor = ActorId ?? default;
        row.Name = Name;
        row.Function = FunctionName;
        row.Kind = Kind;
        row.Demand = Demand;
        row.Attempt = attempt;
        Trace?.Describe(ref row);
    }

    /// <summary>An attempt has ended, by whoever ended it; nobody has been told yet.</summary>
    private void OnAttemptEnded(Exception? failure, int attempt, bool isRetried)
    {
        if (isRetried)
        {
            // Of the error with which the object ends it is known that it can be read; not of this one.
            RayFailures.Read(ref failure!, Name);
        }

        var recorder = Node.State.Recorder;
        var counts = recorder.CountsOf(FunctionName, Kind);
        if (failure is null)
        {
            counts.AddFinished();
        }
        else
        {
            counts.AddFailed(failure, isRetried);
        }

        if (Trace is not null || failure is not null || recorder.IsNotable(this))
        {
            Record(recorder, failure, attempt);
        }

        recorder.OnLeaving(this);
    }

    private void Record(TaskRecorder recorder, Exception? failure, int attempt)
    {
        TaskRow row = default;
        Describe(ref row, attempt);
        row.State = failure is null ? TaskState.Finished : TaskState.Failed;
        row.Error = failure is null ? null : TaskRowError.Of(failure);
        row.Ended = Node.State.Clock.Now;
        if (Trace is null)
        {
            row.Started = recorder.EstimateStart(this);
        }

        recorder.Record(row);
        Trace?.OnEnded(failure);
    }

    private void Report(ObjectError error)
    {
        if (!Node.State.IsNews(error) || Node.HasStopped)
        {
            return;
        }

        var described = TaskRowError.Of(error.Exception);
        Node.State.OnError(Node, error, new RayErrorInfo
        {
            Time = Node.State.Clock.UtcNow,
            JobId = Job.Id,
            TaskId = TaskId,
            TaskName = Name,
            Attempt = Attempt,
            ActorId = ActorId,
            NodeId = Node.Id,
            ErrorType = described.Type,
            Message = described.Message,
        });
    }
}
