namespace Orleans.Ray.Resources;

/// <summary>What the ledger gave out beyond plain CPU: which devices, and how much of each.</summary>
internal sealed class ResourceGrant(int[] gpuIds, long gpuUnitsPerDevice)
{
    public static ResourceGrant WithoutGpus { get; } = new([], 0);

    public IReadOnlyList<int> GpuIds => gpuIds;

    public long GpuUnitsPerDevice => gpuUnitsPerDevice;
}
