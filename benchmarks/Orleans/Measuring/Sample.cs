namespace OrleansBenchmark.Measuring;

/// <summary>One round: operations, the time they took, and what the process allocated meanwhile.</summary>
internal readonly record struct Sample(long Operations, TimeSpan Elapsed, long Bytes)
{
    public double Microseconds => Elapsed.TotalMicroseconds / Operations;

    public double PerSecond => Operations / Elapsed.TotalSeconds;
}
