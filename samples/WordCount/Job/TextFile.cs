namespace WordCount.Job;

/// <summary>A file as it was found. A task that reads it later checks that it is still the same.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Length">Bytes.</param>
/// <param name="LastWriteTimeUtc">When it was last changed.</param>
[GenerateSerializer, Immutable]
internal sealed record TextFile(string Path, long Length, DateTime LastWriteTimeUtc);
