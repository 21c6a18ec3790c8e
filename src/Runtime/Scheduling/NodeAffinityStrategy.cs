using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>One node, or where it is soft another one.</summary>
internal sealed class NodeAffinityStrategy(NodeId id, bool soft) : SchedulingStrategy, INodeFilter
{
    public string? WhyNot(RayNode node) => soft || node.Id == id ? null : $"it is to run on node {id}, and the only node is {node.Id}";

    public override string ToString() => $"NodeAffinity({id}, soft: {soft})";
}
