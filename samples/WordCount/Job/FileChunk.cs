namespace WordCount.Job;

/// <summary>What one map task reads: the words of a file that begin after <paramref name="Start"/> and not after <paramref name="End"/>, nominally.</summary>
/// <remarks>
/// The true limits are the first white space at or after those, which both neighbours find alike: so every word belongs to
/// one chunk, and no word or UTF-8 sequence is cut.
/// </remarks>
[GenerateSerializer, Immutable]
internal sealed record FileChunk(TextFile File, long Start, long End)
{
    public static IEnumerable<FileChunk> Of(TextFile file, long size)
    {
        for (var start = 0L; start < file.Length; start += size)
        {
            yield return new FileChunk(file, start, Math.Min(start + size, file.Length));
        }
    }
}
