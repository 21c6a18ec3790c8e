namespace Orleans.Ray.Tests.Doubles;

[GenerateSerializer]
internal struct DelicateSurrogate
{
    [Id(0)]
    public int Copies;
}
