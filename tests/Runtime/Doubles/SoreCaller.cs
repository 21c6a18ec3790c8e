namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose call throws from the callback on its token.</summary>
[RayActor(MaxConcurrency = 2)]
internal sealed partial class SoreCaller
{
    public int ThrowWhenCancelled(string gate, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(static () => throw new InvalidOperationException("from the callback"));
        Gate.Find(gate).Pass(CancellationToken.None);
        return 1;
    }

    public int Pass(string gate)
    {
        Gate.Find(gate).Pass();
        return 1;
    }
}
