namespace Microbenchmark.Measuring;

/// <summary>One line of the table: a workload by the name that Ray gives it.</summary>
/// <param name="Name">Ray's name.</param>
/// <param name="Ray">What Ray publishes for it; null where it publishes nothing.</param>
/// <param name="SetUp">Makes what the workload needs, which is not measured.</param>
internal sealed record Row(string Name, double? Ray, Func<Workload> SetUp)
{
    /// <summary>What the value counts.</summary>
    public RowUnit Unit { get; init; } = RowUnit.PerSecond;

    /// <summary>The row of the same shape on plain .NET.</summary>
    public string? Limit { get; init; }

    /// <summary>Measures the row in a way of its own, round by round; null for running its workload for as long as a round lasts.</summary>
    public Func<CancellationToken, Task<Sample>>? MeasureRound { get; init; }

    /// <summary>Where the workload differs from Ray's.</summary>
    public string? Note { get; init; }
}
