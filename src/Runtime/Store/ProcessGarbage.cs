namespace Orleans.Ray.Store;

/// <summary>The garbage collector of this process.</summary>
internal sealed class ProcessGarbage : IGarbage
{
    public static ProcessGarbage Instance { get; } = new();

    public int Collections => GC.CollectionCount(ForcedCollections.Young);

    public void Collect(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        GC.WaitForPendingFinalizers();
    }
}
