namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node of random graphs: an async actor that notices two turns at once.</summary>
[RayActor]
internal sealed partial class AsyncGraphActor
{
    private int _inside;

    public async Task<int> Put(int value)
    {
        var alone = Interlocked.Increment(ref _inside) == 1;
        Thread.SpinWait(20);
        alone &= Interlocked.Decrement(ref _inside) == 0;
        await Task.Yield();
        return alone ? await Sums.Remote.Add(value, 0) : -1;
    }
}
