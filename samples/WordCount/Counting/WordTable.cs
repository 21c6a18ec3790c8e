using System.Runtime.InteropServices;

namespace WordCount.Counting;

/// <summary>How often each word occurs. A word that it knows already is counted without making a string.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, long> _counts;
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordTable()
    {
        _counts = new Dictionary<string, long>(StringComparer.Ordinal);
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Words in all, repeats included.</summary>
    public long Total { get; private set; }

    public void Add(ReadOnlySpan<char> word)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_lookup, word, out _)++;
        Total++;
    }

    public void Add(WordCounts counts)
    {
        for (var i = 0; i < counts.Words.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, counts.Words[i], out _) += counts.Counts[i];
            Total += counts.Counts[i];
        }
    }

    public void Add(WordTable other)
    {
        foreach (var (word, count) in other._counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, word, out _) += count;
        }

        Total += other.Total;
    }

    public IEnumerable<WordFrequency> Frequencies() => _counts.Select(static pair => new WordFrequency(pair.Key, pair.Value));
}
