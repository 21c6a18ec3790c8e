using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Tasks;
using Orleans.Runtime;

namespace Orleans.Ray.Placement;

/// <summary>The code of one activation that holds resources: it submits for the silo's own job, and gives its CPU back while it waits.</summary>
internal sealed class GrainScope(Job job, GrainLease lease, IGrainContext context) : IExecutionScope
{
    public GrainLease Lease => lease;

    public RayNode Node => job.Node;

    public Job Job => job;

    public int Depth => 0;

    public Submitter Submitter => job.Submitter;

    public CpuLease? CpuLease => lease.IsTaken ? lease.Cpu : null;

    public BundleTarget? CapturedTarget => null;

    public RayContext CreateContext() => new(job, null, context.GrainId.ToString(), null, 0, lease.Class.Demand, lease.Grant);
}
