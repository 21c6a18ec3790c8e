namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that awaits an object.</summary>
[RayActor]
internal sealed partial class AsyncWaiter
{
    public async Task<int> AwaitInside(List<ObjectRef<int>> references) => await references[0];

    public int Ping() => 1;
}
