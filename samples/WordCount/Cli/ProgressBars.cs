using Spectre.Console;
using WordCount.Job;

namespace WordCount.Cli;

/// <summary>Files and megabytes as they are counted; nothing where the output is not a terminal.</summary>
internal static class ProgressBars
{
    public static async Task<WordCountResult> ShowAsync(IAnsiConsole output, FolderListing listing, Func<IProgress<WordCountProgress>?, Task<WordCountResult>> run)
    {
        if (!output.Profile.Capabilities.Interactive)
        {
            return await run(null);
        }

        WordCountResult? result = null;
        await output.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context => result = await run(new Bars(context, listing)));
        return result!;
    }

    private sealed class Bars(ProgressContext context, FolderListing listing) : IProgress<WordCountProgress>
    {
        private readonly int _totalFiles = listing.Files.Count;
        private readonly long _totalBytes = listing.Files.Sum(static file => file.Length);
        private readonly ProgressTask _files = context.AddTask("files", maxValue: listing.Files.Count);
        private readonly ProgressTask _bytes = context.AddTask("MB", maxValue: Math.Max(1, listing.Files.Sum(static file => file.Length)));

        public void Report(WordCountProgress value)
        {
            _files.Value = value.Files;
            _files.Description = Formats.Invariant($"files  {value.Files:N0} of {_totalFiles:N0}");
            _bytes.Value = _totalBytes == 0 ? 1 : value.Bytes;
            _bytes.Description = Formats.Invariant($"MB     {Formats.Megabytes(value.Bytes):N1} of {Formats.Megabytes(_totalBytes):N1}");
        }
    }
}
