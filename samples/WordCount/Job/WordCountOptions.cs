namespace WordCount.Job;

/// <summary>How a job is split up.</summary>
internal sealed record WordCountOptions
{
    /// <summary>How many of the most frequent words to return.</summary>
    public int Top { get; init; } = 20;

    /// <summary>Reduce actors.</summary>
    public int Partitions { get; init; } = 4;

    /// <summary>Files larger than this are counted by several map tasks.</summary>
    public long ChunkBytes { get; init; } = 4 << 20;

    /// <summary>Map tasks under way at most, each with a buffer of fixed size.</summary>
    public int Window { get; init; } = 4 * Environment.ProcessorCount;
}
