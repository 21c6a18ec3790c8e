namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that has another do its work.</summary>
[RayActor]
internal sealed partial class Deputy(Counter.Handle counter)
{
    public int Increment() => Ray.Get(counter.Increment());
}
