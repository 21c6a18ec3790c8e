using System.Globalization;
using EvolutionStrategies.Evolution;
using Spectre.Console;

namespace EvolutionStrategies.Cli;

/// <summary>Runs the generations, and shows them as they come; nothing where the output is not a terminal.</summary>
internal static class ProgressBar
{
    public static async Task<List<Generation>> ShowAsync(IAnsiConsole output, EvolutionOptions options, Population population, CancellationToken cancellationToken)
    {
        var generations = new List<Generation>();
        if (!output.Profile.Capabilities.Interactive)
        {
            await RunAsync(static _ => { });
            return generations;
        }

        await output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("generation 0", maxValue: options.Generations);
                await RunAsync(generation =>
                {
                    bar.Value = generation.Number;
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"generation {generation.Number:N0}, {generation.Mean:N0} steps");
                });
            });
        return generations;

        async Task RunAsync(Action<Generation> observe)
        {
            for (var i = 0; i < options.Generations; i++)
            {
                var generation = await population.AdvanceAsync(cancellationToken);
                generations.Add(generation);
                observe(generation);
            }
        }
    }
}
