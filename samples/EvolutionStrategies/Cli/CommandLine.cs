using System.CommandLine;
using System.Globalization;
using EvolutionStrategies.Evolution;
using Spectre.Console;

namespace EvolutionStrategies.Cli;

/// <summary>The program: reads the arguments, evolves, and prints what came of it and what it took.</summary>
internal sealed class CommandLine(IAnsiConsole output, IAnsiConsole error)
{
    private static readonly EvolutionOptions Defaults = new();

    private readonly Option<int> _noise = new("--noise") { Description = "How many random numbers all actors share, at 4 bytes each.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Noise };
    private readonly Option<int> _actors = new("--actors") { Description = "How many actors explore.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Actors };
    private readonly Option<int> _directions = new("--directions") { Description = "How many directions a generation tries, each forth and back.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Directions };
    private readonly Option<int> _generations = new("--generations") { Description = "How many generations.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Generations };
    private readonly Option<int> _seed = new("--seed") { Description = "Which noise, and which episodes.", HelpName = "N", DefaultValueFactory = static _ => Defaults.Seed };

    public async Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("Learns to balance a pole by evolution strategies; all actors read one block of noise in shared memory.") { _noise, _actors, _directions, _generations, _seed };
        command.SetAction(EvolveAsync);
        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        return Refuse(string.Join(' ', parsed.Errors.Select(static found => found.Message)) + " Try --help.");
    }

    private async Task<int> EvolveAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new EvolutionOptions
        {
            Noise = result.GetValue(_noise),
            Actors = result.GetValue(_actors),
            Directions = result.GetValue(_directions),
            Generations = result.GetValue(_generations),
            Seed = result.GetValue(_seed),
        };
        if (Limits.Violation(options) is { } violation)
        {
            return Refuse(violation);
        }

        try
        {
            await EvolveAsync(options, cancellationToken);
            return ExitCodes.Success;
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

    private async Task EvolveAsync(EvolutionOptions options, CancellationToken cancellationToken)
    {
        await using var ray = await Ray.InitAsync();
        var memory = new List<MemoryFigures> { await MemoryFigures.TakeAsync("at the start") };
        var noise = NoiseBlock.Remote.Make(options.Noise, options.Seed);
        await Ray.WaitAsync([noise], cancellationToken: cancellationToken);
        memory.Add(await MemoryFigures.TakeAsync("noise made", noise.Id));

        await using var population = await Population.CreateAsync(options, noise);
        var generations = await ProgressBar.ShowAsync(output, options, population, cancellationToken);
        memory.Add(await MemoryFigures.TakeAsync(string.Create(CultureInfo.InvariantCulture, $"{options.Actors:N0} actors, {options.Generations:N0} generations"), noise.Id));
        new Report(output, options).Write(generations, memory);
    }

    private int Refuse(string message)
    {
        error.MarkupLineInterpolated($"[red]{message}[/]");
        return ExitCodes.Usage;
    }
}
