namespace Orleans.Ray.Store;

/// <summary>One object of the store: a row of <see cref="ObjectStore.List"/>.</summary>
/// <param name="Info">What it is, and where it was made.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="State">Where it is.</param>
/// <param name="Pins">How many readers hold it in memory.</param>
/// <param name="Holders">Who they are, of those that said so, with the number of their pins.</param>
/// <param name="Age">The time since it was created.</param>
/// <param name="SpillFile">The file that it is in, whether it is in memory as well or not.</param>
internal sealed record StoredObjectEntry(
    StoredObjectInfo Info,
    long Size,
    StoredObjectState State,
    int Pins,
    IReadOnlyList<KeyValuePair<string, int>> Holders,
    TimeSpan Age,
    string? SpillFile);
