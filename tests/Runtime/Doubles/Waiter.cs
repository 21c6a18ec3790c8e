namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that blocks until an object is ready.</summary>
[RayActor]
internal sealed partial class Waiter
{
    public int GetInside(List<ObjectRef<int>> references) => Ray.Get(references[0]);

    public int Ping() => 1;
}
