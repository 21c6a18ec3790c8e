namespace Orleans.Configuration;

public sealed class ResourceOptimizedPlacementOptions
{
    public const int DEFAULT_CPU_USAGE_WEIGHT = 40;
    public const int DEFAULT_MEMORY_USAGE_WEIGHT = 20;
    public const int DEFAULT_AVAILABLE_MEMORY_WEIGHT = 20;
    public const int DEFAULT_MAX_AVAILABLE_MEMORY_WEIGHT = 5;
    public const int DEFAULT_ACTIVATION_COUNT_WEIGHT = 15;
    public const int DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN = 5;

    public int CpuUsageWeight { get; set; } = DEFAULT_CPU_USAGE_WEIGHT;

    public int MemoryUsageWeight { get; set; } = DEFAULT_MEMORY_USAGE_WEIGHT;

    public int AvailableMemoryWeight { get; set; } = DEFAULT_AVAILABLE_MEMORY_WEIGHT;

    public int MaxAvailableMemoryWeight { get; set; } = DEFAULT_MAX_AVAILABLE_MEMORY_WEIGHT;

    public int ActivationCountWeight { get; set; } = DEFAULT_ACTIVATION_COUNT_WEIGHT;

    public int LocalSiloPreferenceMargin { get; set; } = DEFAULT_LOCAL_SILO_PREFERENCE_MARGIN;
}
