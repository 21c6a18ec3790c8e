namespace WordCount.Counting;

/// <summary>A word and how often it occurs.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct WordFrequency(string Word, long Count)
{
    /// <summary>The most frequent words first; those of equal frequency in ordinal order.</summary>
    public static WordFrequency[] Top(IEnumerable<WordFrequency> words, int count) =>
        [.. words.OrderByDescending(static word => word.Count).ThenBy(static word => word.Word, StringComparer.Ordinal).Take(count)];
}
