using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>A strategy that some nodes satisfy and others do not.</summary>
internal interface INodeFilter
{
    /// <summary>Why work with this strategy must not run on the node, in words; null where it may.</summary>
    string? WhyNot(RayNode node);
}
