using WordCount.Counting;

namespace WordCount.Job;

/// <summary>What a job found.</summary>
internal sealed record WordCountResult
{
    public required IReadOnlyList<WordFrequency> Top { get; init; }

    /// <summary>Words in all, repeats included.</summary>
    public required long Words { get; init; }

    public required long Distinct { get; init; }

    /// <summary>Files that were counted.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes of those files.</summary>
    public required long Bytes { get; init; }

    public required IReadOnlyList<SkippedFile> Skipped { get; init; }
}
