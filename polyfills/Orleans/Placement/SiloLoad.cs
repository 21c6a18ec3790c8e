namespace Orleans.Runtime;

/// <summary>What a silo tells the others about itself. Fractions are between 0 and 1.</summary>
[GenerateSerializer, Immutable]
internal sealed record SiloLoad(
    [property: Id(0)] int ActivationCount,
    [property: Id(1)] double CpuUsage,
    [property: Id(2)] double MemoryUsage,
    [property: Id(3)] double AvailableMemory,
    [property: Id(4)] long MaxAvailableMemoryBytes)
{
    public static readonly SiloLoad Unknown = new(0, 0, 0, 1, 0);
}
