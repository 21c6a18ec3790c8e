namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose method has a limit. It runs one call at a time.</summary>
[RayActor(MaxConcurrency = 1)]
internal sealed partial class TimeLimitedActor
{
    private int _calls;

    [ActorMethod(TimeoutSeconds = 2)]
    public void Pass(string gate) => Gate.Find(gate).Pass();

    [ActorMethod(TimeoutSeconds = 2)]
    public Task PassAsync(string gate, CancellationToken cancellationToken) => Gate.Find(gate).PassAsync(cancellationToken);

    public int Count() => ++_calls;
}
