namespace Orleans.Conformance.Identity;

internal sealed class FirstAmbiguousGrain : Grain, IAmbiguous
{
    public Task<string> Who() => Task.FromResult("first");
}
