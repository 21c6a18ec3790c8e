using global::WordCount.Counting;
using global::WordCount.Job;

namespace Orleans.Ray.Samples.Tests.WordCount;

public sealed class JobTests : IDisposable
{
    private static readonly WordCountOptions AllWords = new() { Top = int.MaxValue };

    private readonly TempFolder _folder = new();

    public static TheoryData<int, int, int> Splits => new()
    {
        // Bytes of a chunk, partitions, window.
        { 4 << 20, 4, 8 },
        { 4 << 20, 1, 1 },
        { 1000, 7, 3 },
        { 61, 2, 16 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Splits))]
    public async Task The_shipped_texts_count_as_one_thread_counts_them(int chunkBytes, int partitions, int window)
    {
        var files = Directory.GetFiles(Texts.Folder, "*", SearchOption.AllDirectories);
        var expected = PlainCount.Of(files);

        var result = await CountAsync(Texts.Folder, AllWords with { ChunkBytes = chunkBytes, Partitions = partitions, Window = window });

        Assert.Equal(expected, result.Top);
        Assert.Equal(expected.Sum(static word => word.Count), result.Words);
        Assert.Equal(expected.Length, result.Distinct);
        Assert.Equal(files.Length, result.Files);
        Assert.Equal(files.Sum(static file => new FileInfo(file).Length), result.Bytes);
        Assert.Empty(result.Skipped);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public async Task Words_across_the_limits_of_chunks_count_once(int chunkBytes)
    {
        const string Text = "Alpha don't beta\r\nnaïve  Ηλιούπολη alpha\nno-white-space-in-these-forty-characters日本語日本語 alpha";
        _folder.Write("text", Text);
        var result = await CountAsync(_folder.Path, AllWords with { ChunkBytes = chunkBytes });
        Assert.Equal(PlainCount.OfText(Text), result.Top);
        Assert.Equal(Text.Length, result.Top.Sum(static word => word.Word.Length * word.Count) + Text.Count(static c => !char.IsLetter(c) && c != '\''));
    }

    [Fact]
    public async Task A_file_larger_than_a_chunk_and_the_read_buffer_counts_in_full()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(static i => $"word{i % 700} "));
        _folder.Write("large.txt", text);
        var result = await CountAsync(_folder.Path, AllWords with { ChunkBytes = 100_000 });
        Assert.Equal(40_000, result.Words);
        Assert.Equal(700, result.Distinct);
        Assert.Equal(PlainCount.OfText(text), result.Top);
    }

    [Theory]
    [InlineData("no newline at the end")]
    [InlineData("carriage returns\r\nand line feeds\r\n")]
    [InlineData("\uFEFFa mark at the start, and a")]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Text_of_every_kind_counts(string text)
    {
        _folder.Write("inner/text", text);
        var result = await CountAsync(_folder.Path, AllWords);
        Assert.Equal(PlainCount.OfText(text), result.Top);
        Assert.Equal(1, result.Files);
        Assert.Empty(result.Skipped);
    }

    [Fact]
    public async Task The_top_words_are_the_most_frequent_of_all_partitions()
    {
        _folder.Write("text", "c c c a a a b b d");
        var result = await CountAsync(_folder.Path, new WordCountOptions { Top = 3, Partitions = 4 });
        Assert.Equal([new WordFrequency("a", 3), new WordFrequency("c", 3), new WordFrequency("b", 2)], result.Top);
        Assert.Equal(9, result.Words);
    }

    [Fact]
    public async Task Progress_ends_at_all_files_and_all_bytes()
    {
        _folder.Write("a", new string('x', 5000));
        _folder.Write("b", "words in a file");
        _folder.Write("binary", [1, 2, 0, 4]);
        _folder.Write("empty", string.Empty);
        var progress = new LastProgress();
        await CountAsync(_folder.Path, AllWords with { ChunkBytes = 100 }, progress);
        Assert.Equal(new WordCountProgress(4, 5000 + 15 + 4), progress.Last);
    }

    [Fact]
    public async Task A_cancelled_job_stops()
    {
        _folder.Write("a", "words");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CountAsync(_folder.Path, AllWords, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static async Task<WordCountResult> CountAsync(string folder, WordCountOptions options, IProgress<WordCountProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var ray = await Ray.InitAsync();
        return await new WordCountJob(options, progress).RunAsync(FolderListing.Of(folder), cancellationToken);
    }

    private sealed class LastProgress : IProgress<WordCountProgress>
    {
        public WordCountProgress Last { get; private set; }

        public void Report(WordCountProgress value) => Last = value;
    }
}
