namespace Orleans.Statistics;

[GenerateSerializer, Immutable]
public readonly struct EnvironmentStatistics
{
    [Id(0)]
    public readonly float FilteredCpuUsagePercentage;

    [Id(1)]
    public readonly long FilteredMemoryUsageBytes;

    [Id(2)]
    public readonly long FilteredAvailableMemoryBytes;

    [Id(3)]
    public readonly long MaximumAvailableMemoryBytes;

    [Id(4)]
    public readonly float RawCpuUsagePercentage;

    [Id(5)]
    public readonly long RawMemoryUsageBytes;

    [Id(6)]
    public readonly long RawAvailableMemoryBytes;

    internal EnvironmentStatistics(float cpuUsagePercentage, long memoryUsageBytes, long availableMemoryBytes, long maximumAvailableMemoryBytes)
    {
        FilteredCpuUsagePercentage = RawCpuUsagePercentage = cpuUsagePercentage;
        FilteredMemoryUsageBytes = RawMemoryUsageBytes = memoryUsageBytes;
        FilteredAvailableMemoryBytes = RawAvailableMemoryBytes = availableMemoryBytes;
        MaximumAvailableMemoryBytes = maximumAvailableMemoryBytes;
    }

    public float MemoryUsagePercentage => NormalizedMemoryUsage * 100;

    public float AvailableMemoryPercentage => NormalizedAvailableMemory * 100;

    public float NormalizedMemoryUsage => Normalize(RawMemoryUsageBytes);

    public float NormalizedFilteredMemoryUsage => Normalize(FilteredMemoryUsageBytes);

    public float NormalizedAvailableMemory => Normalize(RawAvailableMemoryBytes);

    public float NormalizedFilteredAvailableMemory => Normalize(FilteredAvailableMemoryBytes);

    private float Normalize(long bytes) => MaximumAvailableMemoryBytes == 0 ? 0 : Math.Clamp((float)bytes / MaximumAvailableMemoryBytes, 0, 1);
}
