using global::WordCount.Counting;
using global::WordCount.Job;

namespace Orleans.Ray.Samples.Tests.WordCount;

public sealed class ShuffleTests
{
    [Theory]
    [InlineData("", 0x811C9DC5)]
    [InlineData("a", 0x2B24D044)]
    public void The_hash_of_a_word_is_the_same_in_every_process(string word, uint hash) => Assert.Equal(hash, WordHash.Of(word));

    [Fact]
    public void Every_word_is_in_one_partition_and_in_the_right_one()
    {
        const int Partitions = 5;
        var words = new WordTable();
        for (var i = 0; i < 1000; i++)
        {
            words.Add($"word{i % 300}");
        }

        var partitions = Mapper.Partition(words, Partitions);

        Assert.Equal(Partitions, partitions.Length);
        Assert.Equal(1000, partitions.Sum(static partition => partition.Counts.Sum()));
        Assert.Equal(300, partitions.SelectMany(static partition => partition.Words).Distinct().Count());
        Assert.All(partitions, (partition, index) => Assert.All(partition.Words, word => Assert.Equal(index, WordHash.PartitionOf(word, Partitions))));
        Assert.All(partitions, static partition => Assert.InRange(partition.Words.Length, 30, 90));
    }
}
