using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Work that does what the test says when the scheduler asks whether it was abandoned, and when it runs.</summary>
internal sealed class ScriptedWork(SchedulingClass scheduling, Func<bool> isAbandoned, Action run) : IReadyWork
{
    public SchedulingClass Class => scheduling;

    public bool IsAbandoned => isAbandoned();

    public ResourceGrant? Grant { get; private set; }

    public void Granted(ResourceGrant? grant) => Grant = grant;

    public bool Run()
    {
        run();
        return true;
    }

    public string Describe() => "scripted work";

    public string Explain() => "scripted work";

    public bool CloseLease() => true;

    public void Abort(Exception exception) => throw new InvalidOperationException("The scheduler was not stopped.", exception);

    public void Publish()
    {
    }

    public void Execute() => Worker.Run(this);
}
