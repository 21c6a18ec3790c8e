namespace Orleans.Conformance.Identity;

[GenerateSerializer]
public sealed class Link
{
    [Id(0)]
    public ILinkGrain? Grain { get; set; }

    [Id(1)]
    public List<IGrain> Others { get; set; } = [];
}
