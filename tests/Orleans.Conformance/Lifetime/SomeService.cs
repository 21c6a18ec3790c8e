namespace Orleans.Conformance.Lifetime;

public sealed class SomeService(string name)
{
    public string Name => name;
}
