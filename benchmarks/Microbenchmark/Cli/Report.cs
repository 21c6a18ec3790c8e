using System.Runtime;
using System.Runtime.InteropServices;
using Microbenchmark.Measuring;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>Prints where the rows were measured, and the table of them.</summary>
internal sealed class Report(IAnsiConsole output)
{
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
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("row").NoWrap());
        foreach (var title in (string[])["median", "min", "max", "unit", "Ray", "times Ray", "bytes/op"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        foreach (var result in results)
        {
            table.AddRow(
                new Text(result.Row.Name),
                new Text(Formats.Number(result.Median), new Style(Color.Green)),
                new Text(Formats.Number(result.Min)),
                new Text(Formats.Number(result.Max)),
                new Text(result.Row.Unit.Symbol()),
                new Text(result.Row.Ray is { } ray ? Formats.Number(ray) : "-"),
                new Text(result.TimesRay is { } times ? Formats.Number(times) : "-"),
                new Text(Formats.Number(Math.Round(result.BytesPerOperation))));
        }

        output.Write(table);
        foreach (var row in results.Select(static result => result.Row).Where(static row => row.Note is not null))
        {
            output.MarkupLineInterpolated($"[grey]{row.Name}: {row.Note}[/]");
        }
    }
}
