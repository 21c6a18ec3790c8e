namespace Orleans.Conformance.Identity;

public sealed class CountingGrain : Grain, ICountingGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_id);
}
