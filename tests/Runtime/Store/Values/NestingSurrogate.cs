namespace Orleans.Ray.Tests.Store.Values;

[GenerateSerializer]
internal struct NestingSurrogate
{
    [Id(0)]
    public int Nothing;
}
