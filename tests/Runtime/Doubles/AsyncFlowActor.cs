using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor whose calls interleave, and that streams.</summary>
[RayActor]
internal sealed partial class AsyncFlowActor
{
    private int _inTurn;
    private int _collisions;

    public async IAsyncEnumerable<int> Pass(string gate, int end, string departure = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in Flows.Pass(gate, end, departure, cancellationToken))
        {
            yield return item;
        }
    }

    public IAsyncEnumerable<int> Fail(int after, string message) => Flows.Fail(after, message);

    /// <summary>Items without an await, which count on being alone in the actor while they are made.</summary>
    public IEnumerable<int> Turns(int end)
    {
        for (var i = 0; i < end; i++)
        {
            var alone = Interlocked.Increment(ref _inTurn) == 1;
            Thread.SpinWait(50);
            _collisions += alone ? 0 : 1;
            Interlocked.Decrement(ref _inTurn);
            yield return i;
        }
    }

    public int Collisions() => _collisions;
}
