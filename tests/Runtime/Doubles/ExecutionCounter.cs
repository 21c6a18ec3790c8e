namespace Orleans.Ray.Tests.Doubles;

/// <summary>Counts how often something ran.</summary>
[RayActor]
internal sealed partial class ExecutionCounter
{
    private int _runs;

    public int Count() => ++_runs;

    public int Runs() => _runs;
}
