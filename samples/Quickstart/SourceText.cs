namespace Quickstart;

/// <summary>The text of a lambda, made fit to print.</summary>
internal static class SourceText
{
    /// <summary>The lines between the outermost braces, without the indentation that they share.</summary>
    public static IReadOnlyList<string> BodyOf(string lambda)
    {
        var lines = lambda.ReplaceLineEndings("\n").Split('\n');
        var open = Array.FindIndex(lines, static line => line.Trim() == "{");
        var close = Array.FindLastIndex(lines, static line => line.Trim() == "}");
        if (open < 0 || close <= open)
        {
            return [lambda];
        }

        var body = lines[(open + 1)..close];
        var indentation = body.Where(static line => line.Trim().Length > 0).Min(static line => line.Length - line.TrimStart().Length);
        return [.. body.Select(line => line.Length > indentation ? line[indentation..] : string.Empty)];
    }
}
