namespace Orleans.Ray.Tests.Doubles;

/// <summary>A value that can change and can be copied.</summary>
[GenerateSerializer]
internal sealed class Basket
{
    [Id(0)]
    public List<int> Items { get; init; } = [];

    /// <summary>Runs a lambda that uses this basket.</summary>
    public ObjectRef<int> AddAndCount(int item) => Ray.Run(() =>
    {
        Items.Add(item);
        return Items.Count;
    });
}
