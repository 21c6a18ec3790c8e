using Microbenchmark.Measuring;
using Spectre.Console;

namespace Microbenchmark.Cli;

/// <summary>One line that changes.</summary>
internal sealed class StatusProgress(StatusContext context) : IRunProgress
{
    private string _row = string.Empty;

    public void RowStarted(Row row, int number, int count) => _row = Formats.Invariant($"{number}/{count} {row.Name}");

    public void RoundStarted(int round, int rounds) =>
        context.Status = Markup.Escape(round == 0 ? $"{_row}: warming up" : Formats.Invariant($"{_row}: round {round} of {rounds}"));

    public void RowEnded(RowResult result)
    {
    }
}
