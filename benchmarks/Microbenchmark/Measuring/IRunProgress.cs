namespace Microbenchmark.Measuring;

/// <summary>Told what is being measured.</summary>
internal interface IRunProgress
{
    void RowStarted(Row row, int number, int count);

    /// <param name="round">From 1; 0 while warming up.</param>
    /// <param name="rounds">How many there will be.</param>
    void RoundStarted(int round, int rounds);

    void RowEnded(RowResult result);
}
