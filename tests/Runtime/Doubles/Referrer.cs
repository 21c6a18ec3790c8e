namespace Orleans.Ray.Tests.Doubles;

/// <summary>Puts what it is given.</summary>
internal sealed class Referrer(IRay ray) : Grain, IReferrer
{
    public Task<ObjectRef<int>> PutAsync(int value) => Task.FromResult(ray.Put(value));
}
