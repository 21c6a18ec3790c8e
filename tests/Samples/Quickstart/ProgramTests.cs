using global::Quickstart;

namespace Orleans.Ray.Samples.Tests.Quickstart;

public sealed class ProgramTests
{
    private readonly PlainConsole _output = new();
    private readonly PlainConsole _error = new();

    [Fact]
    public async Task Every_snippet_is_printed_with_its_code_and_result()
    {
        Assert.Equal(0, await Program.RunAsync(string.Empty, _output.Console, _error.Console));
        Assert.All(SnippetList.All, snippet => Assert.Contains(snippet.Title, _output.Text, StringComparison.Ordinal));
        Assert.Contains("    ObjectRef<int> two = Chain.Remote.Increment(one);", _output.Text, StringComparison.Ordinal);
        Assert.Contains("= [45, 55, 65, 75, 85]", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _output.Text);
        Assert.Empty(_error.Text);
    }

    [Fact]
    public async Task A_filter_chooses_snippets_by_title()
    {
        Assert.Equal(0, await Program.RunAsync("chain", _output.Console, _error.Console));
        Assert.Contains("= 3", _output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Actors", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_refused()
    {
        Assert.Equal(2, await Program.RunAsync("no such snippet", _output.Console, _error.Console));
        Assert.Contains("no such snippet", _error.Text, StringComparison.Ordinal);
    }
}
