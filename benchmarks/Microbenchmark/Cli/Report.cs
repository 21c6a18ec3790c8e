using System.Runtime;
using System.Runtime.InteropServices;
using Microbenchmark.Measuring;
using Microbenchmark.Rows;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>Prints where the rows were measured, and the table of them.</summary>
internal sealed class Report(IAnsiConsole output)
{
    private const int WidthWithRange = 145;

    public void WriteMachine()
    {
        var collector = GCSettings.IsServerGC ? "server" : "workstation";
        output.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {collector} garbage collector");
#if DEBUG
        output.MarkupLine("[yellow]This is a Debug build; its figures mean little. Run with -c Release.[/]");
#endif
    }

    public void Write(IReadOnlyList<RowResult> results)
    {
        var showsRange = output.Profile.Width >= WidthWithRange;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("row");
        foreach (var title in (string[])["median", .. showsRange ? ["min", "max"] : (string[])[], "unit", "Ray", "times Ray", "of limit", "bytes/op"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        var medians = results.ToDictionary(static result => result.Row.Name, static result => result.Median);
        foreach (var result in results)
        {
            double? limit = result.Row.Limit is { } name && medians.TryGetValue(name, out var median) ? median : null;
            table.AddRow(ToCells(result, limit, showsRange));
        }

        output.Write(table);
        foreach (var row in results.Select(static result => result.Row).Where(static row => row.Note is not null))
        {
            output.MarkupLineInterpolated($"[grey]{row.Name}: {row.Note}[/]");
        }
    }

    /// <summary>The rows on one processor, and how they compare with the same rows on all, where those were measured.</summary>
    public void WriteOneCore(IReadOnlyList<RowResult> results, IReadOnlyDictionary<string, double> onOne)
    {
        var rows = RowList.All.ToDictionary(static row => row.Name);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("row, on one processor");
        foreach (var title in (string[])["median", "unit", "of all processors", "of limit"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        foreach (var (name, median) in onOne)
        {
            table.AddRow(
                new Text(name),
                new Text(Formats.Number(median), new Style(Color.Green)),
                new Text(rows[name].Unit.Symbol()),
                Percent(results.FirstOrDefault(result => result.Row.Name == name) is { } all ? median / all.Median : null),
                Percent(rows[name].Limit is { } limit ? median / onOne[limit] : null));
        }

        output.Write(table);
    }

    private static Text Percent(double? ratio) => new(ratio is { } value ? Formats.Invariant($"{value:P0}") : "-");

    private static IEnumerable<Text> ToCells(RowResult result, double? limit, bool showsRange)
    {
        yield return new Text(result.Row.Name);
        yield return new Text(Formats.Number(result.Median), new Style(Color.Green));
        if (showsRange)
        {
            yield return new Text(Formats.Number(result.Min));
            yield return new Text(Formats.Number(result.Max));
        }

        yield return new Text(result.Row.Unit.Symbol());
        yield return new Text(result.Row.Ray is { } ray ? Formats.Number(ray) : "-");
        yield return new Text(result.TimesRay is { } times ? Formats.Number(times) : "-");
        yield return Percent(limit is { } most ? result.Row.Unit.TimesBetter(result.Median, most) : null);
        yield return new Text(Formats.Invariant($"{Math.Round(result.BytesPerOperation):N0}"));
    }
}
