namespace Orleans.Conformance.Lifetime;

[KeepAlive]
public sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_id);
}
