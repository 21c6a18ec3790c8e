namespace Orleans.Serialization.Session;

/// <summary>What one output has named so far.</summary>
internal sealed class WriteTables
{
    public int NextId { get; set; }

    public ReferenceMap<int> Objects { get; } = new();

    public Dictionary<Type, int> Types { get; } = [];

    public void ResetObjects()
    {
        Objects.Clear();
        NextId = 0;
    }

    public void Reset()
    {
        ResetObjects();
        if (Types.Count != 0)
        {
            Types.Clear();
        }
    }
}
