namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose constructor waits for a task.</summary>
[RayActor]
internal sealed partial class Founder(int start)
{
    private readonly int _sum = Ray.Get(Sums.Remote.Add(start, 2));

    public int Sum() => _sum;
}
