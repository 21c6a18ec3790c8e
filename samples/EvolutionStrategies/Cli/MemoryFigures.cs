namespace EvolutionStrategies.Cli;

/// <summary>What lies where at one moment of the run. Sizes are in bytes.</summary>
/// <param name="When">The moment.</param>
/// <param name="Objects">Objects in the store.</param>
/// <param name="Stored">What they take.</param>
/// <param name="Ready">Memory of the store that is or was in use, or was made ready for use.</param>
/// <param name="Readers">How often the noise is pinned; null where there is none yet.</param>
/// <param name="Managed">The managed heap, after a collection.</param>
/// <param name="Process">What the process has in memory by the system's count, which takes shared memory as often as the process maps it.</param>
internal sealed record MemoryFigures(string When, long Objects, long Stored, long Ready, int? Readers, long Managed, long Process)
{
    public static async Task<MemoryFigures> TakeAsync(string when, ObjectId? noise = null)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        var store = (await Ray.State.SummarizeObjectStoresAsync())[0];
        var row = (await Ray.State.ListMemoryAsync()).FirstOrDefault(row => row.Id == noise);
        return new MemoryFigures(when, store.Objects, store.UsedBytes, store.TouchedBytes, row?.Pins, managed, Environment.WorkingSet);
    }
}
