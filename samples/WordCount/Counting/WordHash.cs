namespace WordCount.Counting;

/// <summary>A hash of words that is the same in every process, as <see cref="string.GetHashCode()"/> is not (FNV-1a).</summary>
internal static class WordHash
{
    public static int PartitionOf(ReadOnlySpan<char> word, int partitions) => (int)(Of(word) % (uint)partitions);

    public static uint Of(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var character in word)
        {
            hash = (hash ^ (byte)character) * 16777619u;
            hash = (hash ^ (byte)(character >> 8)) * 16777619u;
        }

        return hash;
    }
}
