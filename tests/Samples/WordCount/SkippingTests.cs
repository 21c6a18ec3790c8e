using global::WordCount.Counting;
using global::WordCount.Job;

namespace Orleans.Ray.Samples.Tests.WordCount;

/// <summary>What cannot be counted is named with its reason, and the rest still counts.</summary>
public sealed class SkippingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public SkippingTests() => _folder.Write("good.txt", "good words");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_binary_file_is_skipped()
    {
        var path = _folder.Write("image", [0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0]);
        await AssertSkippedAsync(FolderListing.Of(_folder.Path), path, "not UTF-8");
    }

    [Fact]
    public async Task A_file_with_a_NUL_is_skipped()
    {
        var path = _folder.Write("data", "some words\0 and more");
        await AssertSkippedAsync(FolderListing.Of(_folder.Path), path, "a NUL at byte 10");
    }

    [Fact]
    public async Task A_file_that_turns_out_to_be_binary_in_a_late_chunk_does_not_count_at_all()
    {
        var path = _folder.Write("late", [.. string.Concat(Enumerable.Repeat("good ", 1000)).Select(static c => (byte)c), 0xFF]);
        await AssertSkippedAsync(FolderListing.Of(_folder.Path), path, "an invalid sequence at byte 5,000");
    }

    [Fact]
    public async Task A_link_to_nothing_is_skipped()
    {
        var path = _folder["link"];
        File.CreateSymbolicLink(path, _folder["nowhere"]);
        await AssertSkippedAsync(FolderListing.Of(_folder.Path), path, "nowhere");
    }

    [Fact]
    public async Task A_file_that_is_gone_when_its_turn_comes_is_skipped()
    {
        var path = _folder.Write("gone", "good words");
        var listing = FolderListing.Of(_folder.Path);
        File.Delete(path);
        await AssertSkippedAsync(listing, path, "it is gone");
    }

    [Fact]
    public async Task A_file_whose_place_a_folder_has_taken_is_skipped()
    {
        var path = _folder.Write("replaced", "good words");
        var listing = FolderListing.Of(_folder.Path);
        File.Delete(path);
        Directory.CreateDirectory(path);
        await AssertSkippedAsync(listing, path, "");
    }

    [Fact]
    public async Task A_file_that_has_grown_since_it_was_listed_is_skipped()
    {
        var path = _folder.Write("log", "good words");
        var listing = FolderListing.Of(_folder.Path);
        File.AppendAllText(path, " and more");
        await AssertSkippedAsync(listing, path, "it changed");
    }

    [Fact]
    public async Task A_file_that_was_replaced_by_one_of_the_same_length_is_skipped()
    {
        var path = _folder.Write("same", "good words");
        var listing = FolderListing.Of(_folder.Path);
        File.WriteAllText(path, "evil words");
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        await AssertSkippedAsync(listing, path, "it changed");
    }

    [Fact]
    public async Task A_link_to_a_folder_is_not_followed_and_one_to_a_file_is()
    {
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);
        File.CreateSymbolicLink(_folder["again"], _folder["good.txt"]);
        var result = await CountAsync(FolderListing.Of(_folder.Path));
        Assert.Equal(2, result.Files);
        Assert.Equal([new WordFrequency("good", 2), new WordFrequency("words", 2)], result.Top);
        Assert.Empty(result.Skipped);
    }

    private static async Task AssertSkippedAsync(FolderListing listing, string path, string reason)
    {
        var result = await CountAsync(listing);
        var skipped = Assert.Single(result.Skipped);
        Assert.Equal(path, skipped.Path);
        Assert.NotEmpty(skipped.Reason);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
        Assert.Equal([new WordFrequency("good", 1), new WordFrequency("words", 1)], result.Top);
        Assert.Equal(1, result.Files);
    }

    private static async Task<WordCountResult> CountAsync(FolderListing listing)
    {
        await using var ray = await Ray.InitAsync();
        return await new WordCountJob(new WordCountOptions { ChunkBytes = 1000, Window = 2 }).RunAsync(listing);
    }
}
