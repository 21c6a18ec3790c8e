using System.Globalization;
using Lbfgs.Training;
using Spectre.Console;

namespace Lbfgs.Cli;

/// <summary>Iterations and the loss, as they come; nothing where the output is not a terminal.</summary>
internal static class ProgressBar
{
    public static async Task<TrainingResult> ShowAsync(IAnsiConsole output, TrainingOptions options, Func<Action<TrainingStep>?, Task<TrainingResult>> run)
    {
        if (!output.Profile.Capabilities.Interactive)
        {
            return await run(null);
        }

        TrainingResult? result = null;
        await output.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("iteration 0", maxValue: options.Iterations);
                result = await run(step =>
                {
                    bar.Value = step.Iteration;
                    bar.Description = string.Create(CultureInfo.InvariantCulture, $"iteration {step.Iteration:N0}, loss {step.Loss:F4}");
                });
            });
        return result!;
    }
}
