using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using OrleansBenchmark.Measuring;
using Orleans.Runtime;
using Spectre.Console;

namespace OrleansBenchmark.Cli;

/// <summary>Prints on what was measured, and the table.</summary>
internal sealed class Report(IAnsiConsole output)
{
    public void WriteMachine()
    {
        var collector = GCSettings.IsServerGC ? "server" : "workstation";
        output.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {collector} garbage collector");
        var engine = typeof(SiloAddress).Assembly;
        var version = engine.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? engine.GetName().Version?.ToString();
        output.WriteLine($"Engine: {engine.GetName().Name} {version}");
#if DEBUG
        output.MarkupLine("[yellow]This is a Debug build; its figures mean little. Run with -c Release.[/]");
#endif
    }

    public void Write(IEnumerable<Row> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("row");
        foreach (var title in (string[])["median", "min", "max", "unit", "bytes/op"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Name),
                new Text(Formats.Number(row.Median), new Style(Color.Green)),
                new Text(Formats.Number(row.Values[0])),
                new Text(Formats.Number(row.Values[^1])),
                new Text(row.Unit),
                new Text(row.BytesPerOperation is { } bytes ? Formats.Number(Math.Round(bytes)) : "-"));
        }

        output.Write(table);
    }
}
