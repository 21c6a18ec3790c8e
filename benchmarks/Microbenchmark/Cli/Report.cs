using System.Runtime;
using System.Runtime.InteropServices;
using Microbenchmark.Measuring;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>Prints where the rows were measured, and the table of them.</summary>
internal sealed class Report(IAnsiConsole output)
{
    private const int WidthWithRange = 134;

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
        foreach (var title in (string[])["median", .. showsRange ? ["min", "max"] : (string[])[], "unit", "Ray", "times Ray", "bytes/op"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        foreach (var result in results)
        {
            table.AddRow(ToCells(result, showsRange));
        }

        output.Write(table);
        foreach (var row in results.Select(static result => result.Row).Where(static row => row.Note is not null))
        {
            output.MarkupLineInterpolated($"[grey]{row.Name}: {row.Note}[/]");
        }
    }

    private static IEnumerable<Text> ToCells(RowResult result, bool showsRange)
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
        yield return new Text(Formats.Invariant($"{Math.Round(result.BytesPerOperation):N0}"));
    }
}
