using System.Reflection;
using System.Text.RegularExpressions;

namespace Orleans.Ray.Docs.Tests;

/// <summary>The snippets of this project: what stands between <c>// snippet: name</c> and <c>// end</c>, without the indentation.</summary>
internal static partial class SnippetSource
{
    public static string RepoRoot { get; } = typeof(SnippetSource).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepoRoot").Value!;

    public static IReadOnlyDictionary<string, string> All { get; } = Directory
        .EnumerateFiles(Path.Combine(RepoRoot, "tests", "Docs"), "*Snippets.cs", SearchOption.AllDirectories)
        .SelectMany(static file => Snippet().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
        .ToDictionary(static match => match.Groups["name"].Value, static match => Dedent(match.Groups["code"].Value));

    [GeneratedRegex(@"^[ ]*// snippet: (?<name>[a-z-]+)\n(?<code>.*?)^[ ]*// end$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    private static string Dedent(string code)
    {
        var lines = code.TrimEnd('\n').Split('\n');
        var indent = lines.Where(static line => line.Length > 0).Min(static line => line.Length - line.TrimStart(' ').Length);
        return string.Concat(lines.Select(line => (line.Length > 0 ? line[indent..] : line) + "\n"));
    }
}
