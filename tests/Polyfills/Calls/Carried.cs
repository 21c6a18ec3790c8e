namespace Orleans.Polyfills.Calls;

[GenerateSerializer]
public sealed class Carried
{
    [Id(0)]
    public int Value { get; set; }
}
