using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using WordCount.Job;

namespace WordCount.Cli;

/// <summary>The program: reads the arguments, runs the job and prints what it found.</summary>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error)
{
    private const int MaxPartitions = 1024;

    private readonly Argument<string> _folder = new("FOLDER") { Description = "The folder whose text files are counted, with all folders inside it." };
    private readonly Option<int> _top = new("--top") { Description = "How many of the most frequent words to print.", HelpName = "N", DefaultValueFactory = static _ => new WordCountOptions().Top };
    private readonly Option<int> _partitions = new("--partitions") { Description = "How many reduce actors add up the counts.", HelpName = "N", DefaultValueFactory = static _ => new WordCountOptions().Partitions };

    public async Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("Counts the words of all text files under a folder.") { _folder, _top, _partitions };
        command.SetAction((result, cancellationToken) => CountAsync(
            result.GetValue(_folder)!,
            new WordCountOptions { Top = result.GetValue(_top), Partitions = result.GetValue(_partitions) },
            cancellationToken));

        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        return Refuse(string.Join(' ', parsed.Errors.Select(static found => found.Message)) + " Try --help.");
    }

    private async Task<int> CountAsync(string folder, WordCountOptions options, CancellationToken cancellationToken)
    {
        if (options.Top < 1)
        {
            return Refuse($"--top is {options.Top}; give a number of words, 1 or more.");
        }

        if (options.Partitions is < 1 or > MaxPartitions)
        {
            return Refuse($"--partitions is {options.Partitions}; give a number from 1 to {MaxPartitions}.");
        }

        FolderListing listing;
        try
        {
            listing = FolderListing.Of(folder);
        }
        catch (DirectoryNotFoundException exception)
        {
            return Refuse(exception.Message);
        }

        if (listing.Files.Count == 0 && listing.Skipped.Count == 0)
        {
            return Refuse($"There are no files under '{folder}'.");
        }

        return await CountAsync(listing, options, cancellationToken);
    }

    private async Task<int> CountAsync(FolderListing listing, WordCountOptions options, CancellationToken cancellationToken)
    {
        await using var ray = await Ray.InitAsync();
        var started = Stopwatch.GetTimestamp();
        try
        {
            var result = await ProgressBars.ShowAsync(output, listing, progress => new WordCountJob(options, progress).RunAsync(listing, cancellationToken));
            new Report(output).Write(result, Stopwatch.GetElapsedTime(started));
            if (result.Files > 0)
            {
                return ExitCodes.Success;
            }

            error.MarkupLine("[red]None of the files could be counted.[/]");
            return ExitCodes.NothingCounted;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.MarkupLine("[yellow]Interrupted.[/]");
            return ExitCodes.Cancelled;
        }
    }

    private int Refuse(string message)
    {
        error.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Usage;
    }
}
