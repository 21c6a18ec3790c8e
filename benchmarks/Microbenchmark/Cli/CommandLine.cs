using System.CommandLine;
using Microbenchmark.Measuring;
using Microbenchmark.Rows;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>The program: reads the arguments, measures the rows and prints them.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="error">Where complaints go.</param>
/// <param name="available">The rows to choose from; all where null.</param>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error, IReadOnlyList<Row>? available = null)
{
    private const int MaxRounds = 1000;
    private const int MaxSeconds = 3600;

    private static readonly RunSettings Defaults = new();

    private readonly Option<string> _filter = new("--filter") { Description = "Measure only the rows whose names contain this text.", HelpName = "TEXT", DefaultValueFactory = static _ => string.Empty };
    private readonly Option<string?> _json = new("--json") { Description = "Write the rows to this file as well, as JSON.", HelpName = "FILE" };
    private readonly Option<bool> _oneCore = new("--one-core") { Description = "Measure the sync rows once more with every thread on one processor (Linux)." };
    private readonly Option<string?> _growth = new("--growth") { Description = "Instead of the rows, measure how the cost of an operation grows with what is in flight, and draw it into this SVG file.", HelpName = "FILE" };
    private readonly Option<bool> _list = new("--list") { Description = "Print the names of the rows, and measure nothing." };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Measured rounds of each row.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Rounds };
    private readonly Option<double> _seconds = new("--seconds") { Description = "Seconds that a round lasts.", HelpName = "S", DefaultValueFactory = static _ => Defaults.Round.TotalSeconds };
    private readonly Option<double> _warmUp = new("--warm-up") { Description = "Seconds before the first round.", HelpName = "S", DefaultValueFactory = static _ => Defaults.WarmUp.TotalSeconds };

    public async Task<int> RunAsync(string[] args)
    {
        var start = new Command(StartRows.Command, "Starts an embedded node, and prints what that cost.") { Hidden = true };
        start.SetAction(static (_, _) => StartRows.MeasureHereAsync());
        var command = new RootCommand("The rows of Ray's microbenchmark, in this process, beside what plain .NET allows.") { _filter, _json, _oneCore, _growth, _list, _rounds, _seconds, _warmUp, start };
        command.SetAction(RunAsync);

        var parsed = command.Parse(args);
        return parsed.Errors.Count == 0
            ? await parsed.InvokeAsync()
            : Refuse(string.Join(' ', parsed.Errors.Select(static found => found.Message)) + " Try --help.");
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var problem = FindProblem(_rounds, arguments.GetValue(_rounds), 1, MaxRounds)
            ?? FindProblem(_seconds, arguments.GetValue(_seconds), 0, MaxSeconds)
            ?? FindProblem(_warmUp, arguments.GetValue(_warmUp), 0, MaxSeconds);
        if (problem is not null)
        {
            return Refuse(problem);
        }

        var settings = new RunSettings
        {
            Rounds = arguments.GetValue(_rounds),
            Round = TimeSpan.FromSeconds(arguments.GetValue(_seconds)),
            WarmUp = TimeSpan.FromSeconds(arguments.GetValue(_warmUp)),
        };
        if (arguments.GetValue(_growth) is { } picture)
        {
            return await RunAsync(() => MeasureGrowthAsync(settings, picture, cancellationToken), picture, cancellationToken);
        }

        var filter = arguments.GetValue(_filter)!;
        var rows = (available ?? RowList.All).Where(row => row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (rows.Count == 0)
        {
            return Refuse($"No row's name contains '{filter}'. Try --list.");
        }

        if (arguments.GetValue(_list))
        {
            rows.ForEach(row => output.WriteLine(row.Name));
            return ExitCodes.Success;
        }

        var jsonFile = arguments.GetValue(_json);
        return await RunAsync(() => MeasureAsync(rows, settings, jsonFile, arguments.GetValue(_oneCore), cancellationToken), jsonFile, cancellationToken);
    }

    private static string? FindProblem(Option option, double value, double min, double max) =>
        value >= min && value <= max ? null : Formats.Invariant($"{option.Name} is {value}; give a number from {min} to {max}.");

    private async Task MeasureAsync(IReadOnlyList<Row> rows, RunSettings settings, string? jsonFile, bool oneCore, CancellationToken cancellationToken)
    {
        // Opened first: a path that cannot be written to should not cost the minutes of measuring.
        using var json = jsonFile is null ? null : File.Create(jsonFile);
        var report = new Report(output);
        report.WriteMachine();
        var results = await MeasureAsync(rows, settings, cancellationToken);
        report.Write(results);
        if (json is not null)
        {
            await JsonReport.WriteAsync(json, results);
        }

        if (oneCore)
        {
            report.WriteOneCore(results, await OneCore.MeasureAsync(settings, cancellationToken));
        }
    }

    private async Task MeasureGrowthAsync(RunSettings settings, string picture, CancellationToken cancellationToken)
    {
        using var file = File.CreateText(picture);
        var report = new Report(output);
        report.WriteMachine();
        var results = await MeasureAsync([.. GrowthRows.All.SelectMany(static series => series.Points).Select(static point => point.Row)], settings, cancellationToken);
        report.Write(results);
        await file.WriteAsync(new GrowthPlot(GrowthRows.All, results.ToDictionary(static result => result.Row.Name)).Draw());
    }

    private async Task<IReadOnlyList<RowResult>> MeasureAsync(IReadOnlyList<Row> rows, RunSettings settings, CancellationToken cancellationToken)
    {
        await using var ray = await Ray.InitAsync();
        return await RunDisplay.ShowAsync(output, error, progress => new RowRunner(settings, progress).RunAsync(rows, cancellationToken));
    }

    private async Task<int> RunAsync(Func<Task> measure, string? file, CancellationToken cancellationToken)
    {
        try
        {
            await measure();
            return ExitCodes.Success;
        }
        catch (Exception exception) when (exception is RowFailedException or OneCoreException)
        {
            error.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return ExitCodes.Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse($"'{file}' cannot be written: {exception.Message}");
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
