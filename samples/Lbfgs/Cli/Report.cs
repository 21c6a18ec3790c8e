using System.Globalization;
using Lbfgs.Optimization;
using Lbfgs.Training;
using Spectre.Console;

namespace Lbfgs.Cli;

/// <summary>Prints how a run went.</summary>
internal sealed class Report(IAnsiConsole output, TrainingOptions options)
{
    public void WriteSerial(TrainingResult result, bool withSteps)
    {
        if (withSteps)
        {
            output.Write(Steps(result));
        }

        WriteOutcome("one thread", result);
    }

    public void WriteOnActors(TrainingResult result)
    {
        output.Write(Steps(result));
        WriteOutcome(Invariant($"{options.Batches:N0} {(options.Batches == 1 ? "actor" : "actors")}"), result);
        var store = result.Store!;
        output.WriteLine(Invariant($"  object store after {result.Last.Evaluations:N0} evaluations: {store.Objects:N0} {(store.Objects == 1 ? "object" : "objects")}, {store.UsedBytes / 1e6:N1} MB, put once and read in place"));
    }

    /// <param name="serial">Null where there is nothing to compare with.</param>
    public void WriteComparison(TrainingResult? serial)
    {
        if (serial is not null)
        {
            output.MarkupLine(Invariant($"[green]both runs agree to the last bit: {serial.Steps.Count:N0} losses, {serial.Parameters.Length:N0} parameters[/]"));
        }
    }

    private static Table Steps(TrainingResult result)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in new[] { "iteration", "evaluations", "loss", "gradient", "held-out accuracy" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var step in result.Steps)
        {
            table.AddRow(
                Invariant($"{step.Iteration:N0}"),
                Invariant($"{step.Evaluations:N0}"),
                Invariant($"{step.Loss:F6}"),
                Invariant($"{step.GradientNorm:0.0E+0}"),
                Invariant($"{100 * step.Accuracy:F2} %"));
        }

        return table;
    }

    private static string Describe(StopReason reason) => reason switch
    {
        StopReason.Converged => "the gradient is as good as zero",
        StopReason.NoProgress => "no step made the loss smaller",
        _ => "that was the last iteration allowed",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void WriteOutcome(string where, TrainingResult result)
    {
        var (first, last) = (result.Steps[0], result.Last);
        output.WriteLine(Invariant($"{where}: {last.Iteration:N0} iterations, {last.Evaluations:N0} evaluations of {options.Images:N0} images in {result.Elapsed.TotalSeconds:N2} s; {Describe(result.Reason)}"));
        output.WriteLine(Invariant($"  loss {first.Loss:F4} -> {last.Loss:F4}; {100 * last.Accuracy:F2} % of {options.HeldOut:N0} held-out digits are read right"));
    }
}
