namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node of random graphs: a blocking actor with groups, which notices too many calls at once.</summary>
[RayActor]
[ConcurrencyGroup("two", 2)]
internal sealed partial class GroupedGraphActor
{
    private int _alone;
    private int _inTwo;

    public int Put(int value) => value;

    public int PutAlone(int value)
    {
        var isAlone = Interlocked.Increment(ref _alone) == 1;
        Thread.SpinWait(20);
        return Interlocked.Decrement(ref _alone) == 0 && isAlone ? value : -1;
    }

    [ActorMethod(ConcurrencyGroup = "two", MaxTaskRetries = -1)]
    public int PutInTwo(int value)
    {
        var isWithin = Interlocked.Increment(ref _inTwo) <= 2;
        Thread.SpinWait(20);
        Interlocked.Decrement(ref _inTwo);
        return isWithin ? value : -1;
    }
}
