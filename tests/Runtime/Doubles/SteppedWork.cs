using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Work that the scheduler starts, which does nothing until the test ends it: a scheduler then does all it does on the test's own thread.</summary>
internal sealed class SteppedWork(SchedulingClass scheduling, int number, List<SteppedWork> started) : IReadyWork
{
    public SchedulingClass Class => scheduling;

    public int Number => number;

    public bool IsAbandoned { get; set; }

    public Exception? Aborted { get; private set; }

    public ResourceGrant? Grant { get; private set; }

    public void Granted(ResourceGrant? grant)
    {
        Grant = grant;
        started.Add(this);
    }

    public void End() => scheduling.Scheduler.Release(scheduling, Grant, withCpu: true);

    public string Describe() => $"work {number}";

    public string Explain() => $"work {number}";

    public void Abort(Exception exception) => Aborted = exception;

    public bool Run() => false;

    public bool CloseLease() => false;

    public void Publish()
    {
    }

    public void Execute()
    {
    }

    public override string ToString() => $"#{number} {scheduling.Demand}";
}
