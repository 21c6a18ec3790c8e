namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor with threads of its own that streams.</summary>
[RayActor]
internal sealed partial class FlowActor
{
    private int _streams;

    public IEnumerable<int> Pass(string gate, int end, string departure = "", CancellationToken cancellationToken = default)
    {
        _streams++;
        foreach (var item in Flows.PassBlocking(gate, end, departure, cancellationToken))
        {
            yield return item;
        }
    }

    public IEnumerable<int> Fail(int after, string message)
    {
        foreach (var item in Flows.FailBlocking(after, message))
        {
            yield return item;
        }
    }

    public int Streams() => _streams;
}
