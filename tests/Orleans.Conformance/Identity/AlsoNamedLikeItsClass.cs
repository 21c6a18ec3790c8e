namespace Orleans.Conformance.Identity;

internal sealed class AlsoNamedLikeItsClass : Grain, INamedLikeItsClass
{
    public Task<string> Who() => Task.FromResult("another");
}
