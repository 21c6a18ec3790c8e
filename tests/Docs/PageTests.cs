using System.Reflection;
using System.Text.RegularExpressions;

namespace Orleans.Ray.Docs.Tests;

/// <summary>
/// The C# in the pages of <c>docs/</c> is the code of this project, which compiles and whose tests run. A block is named in the line before it:
/// <c>&lt;!-- snippet: name --&gt;</c>. With <c>UPDATE_SNIPPETS=1</c> the blocks are rewritten from the code.
/// </summary>
public sealed partial class PageTests
{
    public static TheoryData<string> Pages => [.. PageFiles.Select(static file => Path.GetFileName(file))];

    private static IEnumerable<string> PageFiles => Directory.EnumerateFiles(Path.Combine(SnippetSource.RepoRoot, "docs"), "*.md").Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_in_a_page_is_code_that_runs(string page)
    {
        var file = Path.Combine(SnippetSource.RepoRoot, "docs", page);
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var current = Block().Replace(text, static block => $"<!-- snippet: {block.Groups["name"].Value} -->\n```csharp\n{Code(block)}```\n");
        if (Environment.GetEnvironmentVariable("UPDATE_SNIPPETS") == "1")
        {
            File.WriteAllText(file, current);
            return;
        }

        Assert.Equal(current, text);
        Assert.Equal(CSharpBlock().Count(text), Block().Count(text));
    }

    [Fact]
    public void Every_snippet_stands_in_a_page()
    {
        var shown = PageFiles.SelectMany(static file => Block().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))).Select(static block => block.Groups["name"].Value);
        Assert.Equal(SnippetSource.All.Keys.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files(string page) => AssertLinks(Path.Combine(SnippetSource.RepoRoot, "docs", page));

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Links_of_the_first_pages_lead_to_files(string page) => AssertLinks(Path.Combine(SnippetSource.RepoRoot, page));

    [Fact]
    public void Every_exception_stands_in_the_table_of_errors()
    {
        var table = File.ReadAllText(Path.Combine(SnippetSource.RepoRoot, "docs", "errors.md"));
        var exceptions = typeof(RayException).Assembly.GetExportedTypes().Where(static type => type.IsAssignableTo(typeof(RayException)));
        var missing = exceptions.Select(static type => type.Name).Where(name => !table.Contains($"| `{name}` |", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(typeof(RayOptions))]
    [InlineData(typeof(TaskOptions))]
    [InlineData(typeof(ActorOptions))]
    [InlineData(typeof(ActorCallOptions))]
    [InlineData(typeof(BottomUpPlacementAttribute))]
    public void Every_option_stands_in_a_page(Type options)
    {
        var pages = string.Concat(PageFiles.Select(File.ReadAllText));
        var names = options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(static property => property.Name);
        var missing = names.Where(name => !Regex.IsMatch(pages, $@"\b{name}\b"));
        Assert.Empty(missing);
    }

    private static void AssertLinks(string file)
    {
        var targets = Link().Matches(File.ReadAllText(file)).Select(static link => link.Groups["target"].Value);
        var dead = targets.Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, target)));
        Assert.Empty(dead);
    }

    private static string Code(Match block)
    {
        var name = block.Groups["name"].Value;
        return SnippetSource.All.TryGetValue(name, out var code) ? code : throw new InvalidOperationException($"No test has a snippet named '{name}'.");
    }

    [GeneratedRegex("^<!-- snippet: (?<name>[a-z-]+) -->\n```csharp\n.*?^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```csharp$", RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();
}
