namespace OrleansBenchmark.Measuring;

/// <summary>How long to measure.</summary>
internal sealed record RunSettings(int Rounds, TimeSpan Round, TimeSpan WarmUp);
