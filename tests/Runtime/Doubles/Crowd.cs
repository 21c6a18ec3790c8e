namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor with threads of its own.</summary>
[RayActor]
internal sealed partial class Crowd
{
    public int InThreads(int threads, int rounds)
    {
        Mixtures.StartAndJoin(threads, rounds);
        return threads;
    }
}
