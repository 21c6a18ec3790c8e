namespace Orleans.Conformance.Identity;

internal sealed class NamedLikeItsClass : Grain, INamedLikeItsClass
{
    public Task<string> Who() => Task.FromResult("by name");
}
