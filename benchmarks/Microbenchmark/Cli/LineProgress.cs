using Microbenchmark.Measuring;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>A line for each row that is done.</summary>
internal sealed class LineProgress(IAnsiConsole console) : IRunProgress
{
    private string _position = string.Empty;

    public void RowStarted(Row row, int number, int count) => _position = Formats.Invariant($"{number}/{count}");

    public void RoundStarted(int round, int rounds)
    {
    }

    public void RowEnded(RowResult result) => console.WriteLine($"{_position} {result.Row.Name}: {Formats.Number(result.Median)} {result.Row.Unit.Symbol()}");
}
