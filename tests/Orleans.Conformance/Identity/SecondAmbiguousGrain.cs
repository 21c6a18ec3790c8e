namespace Orleans.Conformance.Identity;

internal sealed class SecondAmbiguousGrain : Grain, IAmbiguous
{
    public Task<string> Who() => Task.FromResult("second");
}
