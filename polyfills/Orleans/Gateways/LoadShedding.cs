using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>Tells a gateway when to turn clients' requests away, if that has been asked for.</summary>
internal sealed class LoadShedding(IOptions<LoadSheddingOptions> options, IEnvironmentStatisticsProvider statistics)
{
    private readonly LoadSheddingOptions _options = options.Value;

    public bool IsOverloaded => _options.LoadSheddingEnabled && IsOverloadedNow();

    private bool IsOverloadedNow()
    {
        var now = statistics.GetEnvironmentStatistics();
        return now.FilteredCpuUsagePercentage > _options.CpuThreshold || now.NormalizedFilteredMemoryUsage * 100 > _options.MemoryThreshold;
    }
}
