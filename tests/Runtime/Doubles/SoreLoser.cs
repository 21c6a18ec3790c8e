namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose dispose method throws.</summary>
[RayActor]
internal sealed partial class SoreLoser : IDisposable
{
    public int Ping() => 1;

    public void Dispose() => throw new InvalidOperationException("on purpose");
}
