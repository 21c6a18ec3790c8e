namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose constructor throws.</summary>
[RayActor]
internal sealed partial class Stillborn
{
    public Stillborn(string reason) => throw new DescribedException(reason, 1);

    public int Ping() => 1;
}
