namespace Orleans.Conformance.Identity;

internal sealed class OtherDefaultedGrain : Grain, IDefaulted
{
    public Task<string> Who() => Task.FromResult("other");
}
