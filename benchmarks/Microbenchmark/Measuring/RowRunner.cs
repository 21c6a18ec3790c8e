using System.Diagnostics;

namespace Microbenchmark.Measuring;

/// <summary>Warms a row up, then measures it in rounds.</summary>
internal sealed class RowRunner(RunSettings settings, IRunProgress progress)
{
    /// <exception cref="RowFailedException">A workload failed, or computed the wrong thing.</exception>
    public async Task<IReadOnlyList<RowResult>> RunAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        var results = new List<RowResult>();
        foreach (var row in rows)
        {
            progress.RowStarted(row, results.Count + 1, rows.Count);
            var result = await RunOrFailAsync(row, cancellationToken);
            results.Add(result);
            progress.RowEnded(result);
        }

        return results;
    }

    private async Task<RowResult> RunOrFailAsync(Row row, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(row, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RowFailedException(row, exception);
        }
    }

    private async Task<RowResult> RunAsync(Row row, CancellationToken cancellationToken)
    {
        if (row.MeasureRound is { } measure)
        {
            var own = new List<Sample>();
            for (var round = 1; round <= settings.Rounds; round++)
            {
                progress.RoundStarted(round, settings.Rounds);
                own.Add(await measure(cancellationToken));
            }

            return new RowResult(row, own);
        }

        await using var workload = row.SetUp();
        progress.RoundStarted(0, settings.Rounds);
        await RunForAsync(workload, settings.WarmUp, cancellationToken);

        var samples = new List<Sample>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            progress.RoundStarted(round, settings.Rounds);
            // One round's garbage is not the next one's time.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var (operations, elapsed) = await RunForAsync(workload, settings.Round, cancellationToken);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            samples.Add(new Sample(row.Unit.Measure(operations, elapsed), (double)allocated / operations));
        }

        return new RowResult(row, samples);
    }

    private static async Task<(long Operations, TimeSpan Elapsed)> RunForAsync(Workload workload, TimeSpan duration, CancellationToken cancellationToken)
    {
        var operations = 0L;
        var started = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            await workload.RunAsync();
            operations += workload.Operations;
            elapsed = Stopwatch.GetElapsedTime(started);
        }
        while (elapsed < duration);
        return (operations, elapsed);
    }
}
