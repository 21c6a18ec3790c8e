using System.CommandLine;
using Lbfgs.Training;
using Spectre.Console;

namespace Lbfgs.Cli;

/// <summary>The program: reads the arguments, learns, and prints how it went.</summary>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error)
{
    private static readonly TrainingOptions Defaults = new();

    private readonly Option<int> _images = new("--images") { Description = "How many images to learn from.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Images };
    private readonly Option<int> _batches = new("--batches") { Description = "How many actors share the images.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Batches };
    private readonly Option<int> _iterations = new("--iterations") { Description = "After how many iterations to stop, if not before.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Iterations };
    private readonly Option<int> _seed = new("--seed") { Description = "Which images are drawn.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Seed };
    private readonly Option<bool> _serial = new("--serial") { Description = "Learn on one thread, without actors." };
    private readonly Option<bool> _compare = new("--compare") { Description = "Learn both ways, and compare the results bit by bit." };

    public async Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("Learns to read generated digits by batch L-BFGS, with the images split over actors.") { _images, _batches, _iterations, _seed, _serial, _compare };
        command.SetAction(LearnAsync);
        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        return Refuse(string.Join(' ', parsed.Errors.Select(static found => found.Message)) + " Try --help.");
    }

    private async Task<int> LearnAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new TrainingOptions { Images = result.GetValue(_images), Batches = result.GetValue(_batches), Iterations = result.GetValue(_iterations), Seed = result.GetValue(_seed) };
        if (Limits.Violation(options) is { } violation)
        {
            return Refuse(violation);
        }

        var (serial, compare) = (result.GetValue(_serial), result.GetValue(_compare));
        if (serial && compare)
        {
            return Refuse("--serial and --compare exclude each other: --compare runs both ways.");
        }

        try
        {
            return await LearnAsync(options, compare ? RunKind.Compare : serial ? RunKind.Serial : RunKind.Actors, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.MarkupLine("[yellow]Interrupted.[/]");
            return ExitCodes.Cancelled;
        }
        catch (RayException exception)
        {
            error.MarkupLineInterpolated($"[red]{exception.Message}[/]");
            return ExitCodes.Failure;
        }
    }

    private async Task<int> LearnAsync(TrainingOptions options, RunKind kind, CancellationToken cancellationToken)
    {
        var trainer = new Trainer(options);
        var report = new Report(output, options);
        TrainingResult? serial = null;
        if (kind is not RunKind.Actors)
        {
            serial = await ProgressBar.ShowAsync(output, options, observe => trainer.RunSeriallyAsync(observe, cancellationToken));
            report.WriteSerial(serial, withSteps: kind is RunKind.Serial);
        }

        if (kind is RunKind.Serial)
        {
            return ExitCodes.Success;
        }

        await using var ray = await Ray.InitAsync();
        var onActors = await ProgressBar.ShowAsync(output, options, observe => trainer.RunOnActorsAsync(observe, cancellationToken));
        report.WriteOnActors(onActors);
        if (serial is null || onActors.IsSameAs(serial))
        {
            report.WriteComparison(serial);
            return ExitCodes.Success;
        }

        error.MarkupLine("[red]The actors' result is not that of the serial run.[/]");
        return ExitCodes.Failure;
    }

    private int Refuse(string message)
    {
        error.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Usage;
    }
}
