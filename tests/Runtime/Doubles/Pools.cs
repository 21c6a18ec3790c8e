namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that use a pool of actors of their own.</summary>
internal static partial class Pools
{
    [RayTask]
    public static async Task<int> SumOnActorsThatNeedTheCpu(int count)
    {
        var pool = new ActorPool<Laborer.Handle>([Laborer.Remote.Create(), Laborer.Remote.Create()]);
        return await pool.MapAsync((laborer, value) => laborer.Add(value, value), Enumerable.Range(0, count)).SumAsync();
    }
}
