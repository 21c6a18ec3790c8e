namespace Orleans.Conformance.Lifetime;

public sealed class FailingConstructorGrain : Grain, IFailingConstructor
{
    public FailingConstructorGrain() => throw new ArgumentException("no instance");

    public Task<string> Hello() => Task.FromResult("hello");
}
