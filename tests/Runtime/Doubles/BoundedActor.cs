namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose stream is at most two items ahead.</summary>
[RayActor]
internal sealed partial class BoundedActor
{
    [ActorMethod(GeneratorBackpressureNumObjects = 2)]
    public IEnumerable<int> Pass(string gate, int end)
    {
        for (var i = 0; i < end; i++)
        {
            Gate.Find(gate).Pass();
            yield return i;
        }
    }

    public int Ping() => 1;
}
