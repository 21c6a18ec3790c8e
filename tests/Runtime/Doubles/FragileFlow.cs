namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that crashes, while it streams, when it is told.</summary>
[RayActor(MaxConcurrency = 2, MaxRestarts = 1)]
internal sealed partial class FragileFlow
{
    [ActorMethod(GeneratorBackpressureNumObjects = 2, MaxTaskRetries = 1)]
    public IEnumerable<int> Pass(string gate, int end)
    {
        for (var i = 0; i < end; i++)
        {
            Gate.Find(gate).Pass();
            yield return i;
        }
    }

    public int Crash() => throw new WorkerCrashedException("The power went out.");
}
