namespace Microbenchmark.Measuring;

/// <summary>How long each row is measured.</summary>
internal sealed record RunSettings
{
    /// <summary>Runs before the first measured one, so that the compiler has finished with the code.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Measured rounds; the median counts.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long a round lasts; at least one run of the workload.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(1);
}
