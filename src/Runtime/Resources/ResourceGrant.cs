using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Resources;

/// <summary>What a ledger gave out beyond plain CPU of the node: which ledger it was, which devices, and how much of each.</summary>
internal sealed class ResourceGrant(ResourceLedger ledger, int[] gpuIds, long gpuUnitsPerDevice)
{
    public ResourceLedger Ledger => ledger;

    public IReadOnlyList<int> GpuIds => gpuIds;

    public long GpuUnitsPerDevice => gpuUnitsPerDevice;

    /// <summary>The placement group that the grant is of; null for the node's own resources. Such a grant is given to one work at a time.</summary>
    public GroupState? Group { get; init; }

    /// <summary>What runs on a grant of a group: the group's lock guards it.</summary>
    public IReadyWork? Holder { get; set; }
}
