using global::WordCount.Cli;

namespace Orleans.Ray.Samples.Tests.WordCount;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PlainConsole _output = new();
    private readonly PlainConsole _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_shipped_texts_give_a_table_of_top_words()
    {
        Assert.Equal(0, await RunAsync(Texts.Folder, "--top", "3", "--partitions", "2"));
        Assert.Contains("│ the  │", _output.Text, StringComparison.Ordinal);
        Assert.Contains("words,", _output.Text, StringComparison.Ordinal);
        Assert.Contains("MB/s", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _output.Text);
    }

    [Fact]
    public async Task Skipped_files_are_listed_with_their_reason()
    {
        _folder.Write("text", "words [brackets] words");
        _folder.Write("[binary]", [0]);
        Assert.Equal(0, await RunAsync(_folder.Path));
        Assert.Contains("1 skipped:", _output.Text, StringComparison.Ordinal);
        Assert.Contains("[binary]: not text: a NUL at byte 0", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_which_nothing_can_be_counted_fails()
    {
        _folder.Write("binary", [0]);
        Assert.Equal(1, await RunAsync(_folder.Path));
        Assert.Contains("None of the files could be counted.", _error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_refused() => await AssertRefusedAsync("There is no folder", _folder["missing"]);

    [Fact]
    public async Task A_file_instead_of_a_folder_is_refused() => await AssertRefusedAsync("is a file, not a folder", _folder.Write("file", "words"));

    [Fact]
    public async Task An_empty_folder_is_refused() => await AssertRefusedAsync("There are no files", _folder.Path);

    [Fact]
    public async Task No_folder_at_all_is_refused() => await AssertRefusedAsync("FOLDER");

    [Theory]
    [InlineData("--top", "0")]
    [InlineData("--top", "many")]
    [InlineData("--partitions", "0")]
    [InlineData("--partitions", "100000")]
    [InlineData("--no-such-option", "1")]
    public async Task Arguments_that_make_no_sense_are_refused(string option, string value) => await AssertRefusedAsync(option, Texts.Folder, option, value);

    private async Task AssertRefusedAsync(string reason, params string[] args)
    {
        Assert.Equal(2, await RunAsync(args));
        Assert.Contains(reason, _error.Text, StringComparison.Ordinal);
        Assert.Empty(_output.Text);
    }

    private Task<int> RunAsync(params string[] args) => new CommandLine(_output.Console, _error.Console).RunAsync(args);
}
