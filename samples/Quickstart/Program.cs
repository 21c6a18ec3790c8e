using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Samples.Common;
using Spectre.Console;

namespace Quickstart;

internal static class Program
{
    private const int UsageError = 2;

    public static async Task<int> Main(string[] args)
    {
        var filter = new Option<string>("--filter") { Description = "Run only the snippets whose title contains this text.", HelpName = "TEXT", DefaultValueFactory = static _ => string.Empty };
        var command = new RootCommand("Ray's early documentation in C#: each snippet's code, and what it gives.") { filter };
        command.SetAction(result => RunAsync(result.GetValue(filter)!, Terminal.Out, Terminal.Error));

        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        Terminal.Error.MarkupLineInterpolated($"[red]{string.Join(' ', parsed.Errors.Select(static found => found.Message))} Try --help.[/]");
        return UsageError;
    }

    internal static async Task<int> RunAsync(string filter, IAnsiConsole output, IAnsiConsole error)
    {
        var snippets = SnippetList.All.Where(snippet => snippet.Title.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (snippets.Count == 0)
        {
            error.MarkupLineInterpolated($"[red]No snippet's title contains '{filter}'.[/]");
            return UsageError;
        }

        await using var ray = await Ray.InitAsync();
        foreach (var snippet in snippets)
        {
            Introduce(snippet, output);
            var started = Stopwatch.GetTimestamp();
            var result = await snippet.RunAndDescribeAsync();
            Conclude(result, Stopwatch.GetElapsedTime(started), output);
        }

        return 0;
    }

    private static void Introduce(ISnippet snippet, IAnsiConsole output)
    {
        output.MarkupLineInterpolated($"[bold yellow]{snippet.Title}[/]");
        foreach (var line in snippet.Code)
        {
            output.WriteLine(line.Length == 0 ? line : "    " + line, new Style(Color.Grey));
        }
    }

    private static void Conclude(string result, TimeSpan elapsed, IAnsiConsole output)
    {
        output.MarkupInterpolated($"  [green]= {result}[/]");
        output.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"  [grey]({elapsed.TotalMilliseconds:N1} ms)[/]"));
        output.WriteLine();
    }
}
