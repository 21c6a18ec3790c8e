using System.Runtime.InteropServices;
using ArenaBenchmark.Fragmentation;
using ArenaBenchmark.Speed;
using Spectre.Console;

namespace ArenaBenchmark.Cli;

/// <summary>Prints the tables.</summary>
internal sealed class Report(IAnsiConsole output)
{
    public void WriteMachine()
    {
        output.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
#if DEBUG
        output.MarkupLine("[yellow]This is a Debug build; its figures mean little. Run with -c Release.[/]");
#endif
    }

    public void Write(IEnumerable<AllocationRow> rows) => Write(
        "allocate and free, one thread",
        ["pairs/s", "min", "max", "bytes/op"],
        rows.Select(static row => (row.Name, new[] { row.PerSecond.Median, row.PerSecond.Min, row.PerSecond.Max, row.BytesPerOperation }.Select(Formats.Number))));

    public void Write(IEnumerable<CopyRow> rows) => Write(
        "GB/s",
        ["plain copy, 1 thread", "the same number of threads", "into used memory", "of plain", "into fresh memory"],
        rows.Select(static row => (Formats.Bytes(row.Size), (IEnumerable<string>)
        [
            Formats.Number(row.PlainOneThread.Median),
            Formats.Number(row.Plain.Median),
            Formats.Number(row.Used.Median),
            Formats.Percent(row.OfPlain.Median),
            Formats.Number(row.Fresh.Median),
        ])));

    public void Write(IEnumerable<MixResult> results) => Write(
        "mix",
        ["used, arena", "used, first fit", "largest free, arena", "largest free, first fit"],
        results.Select(static result => (result.Mix.Name, new[]
        {
            result.Arena.Utilisation,
            result.FirstFit.Utilisation,
            result.Arena.LargestFree,
            result.FirstFit.LargestFree,
        }.Select(Formats.Percent))));

    private void Write(string title, string[] columns, IEnumerable<(string Name, IEnumerable<string> Cells)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(title);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (var (name, cells) in rows)
        {
            table.AddRow([new Text(name), .. cells.Select(static cell => new Text(cell))]);
        }

        output.Write(table);
    }
}
