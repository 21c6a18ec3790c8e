using Spectre.Console;
using WordCount.Job;

namespace WordCount.Cli;

/// <summary>Prints what a job found: the table of words, the totals, and what was skipped and why.</summary>
internal sealed class Report(IAnsiConsole output)
{
    private const int MaxSkippedLines = 20;

    public void Write(WordCountResult result, TimeSpan elapsed)
    {
        if (result.Top.Count > 0)
        {
            output.Write(TopWords(result));
        }

        output.WriteLine(Formats.Invariant($"{Formats.Count(result.Words, "word")}, {result.Distinct:N0} of them different, in {Formats.Count(result.Files, "file")} of {Formats.Megabytes(result.Bytes):N2} MB"));
        output.WriteLine(Formats.Invariant($"{elapsed.TotalSeconds:N2} s, {Formats.Megabytes(result.Bytes) / elapsed.TotalSeconds:N1} MB/s"));
        WriteSkipped(result.Skipped);
    }

    private static Table TopWords(WordCountResult result)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("rank").RightAligned())
            .AddColumn("word")
            .AddColumn(new TableColumn("count").RightAligned())
            .AddColumn(new TableColumn("share").RightAligned());
        for (var i = 0; i < result.Top.Count; i++)
        {
            var (word, count) = result.Top[i];
            table.AddRow(
                new Text(Formats.Invariant($"{i + 1:N0}")),
                new Text(word),
                new Text(Formats.Invariant($"{count:N0}")),
                new Text(Formats.Invariant($"{100.0 * count / result.Words:N2} %")));
        }

        return table;
    }

    private void WriteSkipped(IReadOnlyList<SkippedFile> skipped)
    {
        if (skipped.Count == 0)
        {
            return;
        }

        output.MarkupLine(Formats.Invariant($"[yellow]{skipped.Count:N0} skipped:[/]"));
        foreach (var file in skipped.Take(MaxSkippedLines))
        {
            output.MarkupLineInterpolated($"  {file.Path}: [grey]{file.Reason}[/]");
        }

        if (skipped.Count > MaxSkippedLines)
        {
            output.WriteLine(Formats.Invariant($"  ... and {skipped.Count - MaxSkippedLines:N0} more"));
        }
    }
}
