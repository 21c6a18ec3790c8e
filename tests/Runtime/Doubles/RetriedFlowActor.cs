namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that streams, and fails in the first attempts of a call.</summary>
[RayActor]
internal sealed partial class RetriedFlowActor
{
    [ActorMethod(MaxTaskRetries = 3, RetryExceptions = true)]
    public IEnumerable<(int Item, int Attempt)> Pass(string gate, int[] failures, int end)
    {
        for (var i = 0; i < end; i++)
        {
            Gate.Find(gate).Pass();
            yield return RetriedFlows.Item(failures, i);
        }
    }
}
