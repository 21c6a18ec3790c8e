namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node of random graphs: a blocking actor.</summary>
[RayActor]
internal sealed partial class GraphActor
{
    public int Put(int value) => value;

    public int Nested(int value) => Ray.Get(Sums.Remote.Add(value, 0));
}
