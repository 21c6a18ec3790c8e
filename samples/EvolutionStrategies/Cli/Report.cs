using System.Globalization;
using EvolutionStrategies.Evolution;
using Spectre.Console;

namespace EvolutionStrategies.Cli;

/// <summary>Prints what the generations reached, and what lay in memory before and after.</summary>
internal sealed class Report(IAnsiConsole output, EvolutionOptions options)
{
    public void Write(IReadOnlyList<Generation> generations, IReadOnlyList<MemoryFigures> memory)
    {
        output.Write(Progress(generations));
        output.Write(Memory(memory));
        var bytes = 4L * options.Noise;
        output.WriteLine(Invariant($"the noise takes {bytes / 1e6:N1} MB; {options.Actors:N0} copies of it would take {bytes * options.Actors / 1e6:N0} MB"));
    }

    private static Table Progress(IReadOnlyList<Generation> generations)
    {
        var table = TableOf("generation", "steps, mean", "steps, best", "new parameters");
        foreach (var generation in generations)
        {
            table.AddRow(Invariant($"{generation.Number:N0}"), Invariant($"{generation.Mean:N1}"), Invariant($"{generation.Best:N0}"), Invariant($"{generation.Score:N1}"));
        }

        return table;
    }

    private static Table Memory(IReadOnlyList<MemoryFigures> memory)
    {
        var table = TableOf("memory", "objects", "store, MB", "readers", "ready, MB", "managed, MB", "process, MB");
        foreach (var figures in memory)
        {
            table.AddRow(
                figures.When,
                Invariant($"{figures.Objects:N0}"),
                Megabytes(figures.Stored),
                figures.Readers is { } readers ? Invariant($"{readers:N0}") : "-",
                Megabytes(figures.Ready),
                Megabytes(figures.Managed),
                Megabytes(figures.Process));
        }

        return table;
    }

    private static Table TableOf(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static string Megabytes(long bytes) => Invariant($"{bytes / 1e6:N1}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
