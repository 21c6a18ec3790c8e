namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that crashes, while it streams, when it is told.</summary>
[RayActor(MaxConcurrency = 2, MaxRestarts = 1)]
internal sealed partial class AsyncFragileFlow
{
    [ActorMethod(GeneratorBackpressureNumObjects = 2, MaxTaskRetries = 1)]
    public async IAsyncEnumerable<int> Pass(string gate, int end)
    {
        for (var i = 0; i < end; i++)
        {
            await Gate.Find(gate).PassAsync();
            yield return i;
        }
    }

    public int Crash() => throw new WorkerCrashedException("The power went out.");
}
