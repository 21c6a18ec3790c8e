using WordCount.Counting;

namespace WordCount.Job;

/// <summary>The map side: counts a chunk and splits the counts by partition.</summary>
internal static partial class Mapper
{
    [RayTask]
    public static MapOutput Count(FileChunk chunk, int partitions, CancellationToken cancellationToken)
    {
        var words = new WordTable();
        try
        {
            var bytes = ChunkReader.Count(chunk, words, cancellationToken);
            return new MapOutput([.. Partition(words, partitions).Select(static counts => Ray.Put(counts))], bytes, Problem: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return new MapOutput([], 0, Describe(exception));
        }
    }

    /// <summary>The counts of each partition. A word is in the same one in every process.</summary>
    internal static WordCounts[] Partition(WordTable words, int partitions)
    {
        var split = Enumerable.Range(0, partitions).Select(static _ => (Words: new List<string>(), Counts: new List<long>())).ToArray();
        foreach (var (word, count) in words.Counts)
        {
            var partition = split[WordHash.PartitionOf(word, partitions)];
            partition.Words.Add(word);
            partition.Counts.Add(count);
        }

        return [.. split.Select(static partition => new WordCounts([.. partition.Words], [.. partition.Counts]))];
    }

    private static string Describe(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "it is gone",
        UnauthorizedAccessException => "access is denied",
        _ => exception.Message,
    };
}
