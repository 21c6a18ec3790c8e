using Orleans.Ray.PlacementGroups;

namespace Orleans.Ray.Scheduling;

/// <summary>What the tasks of one scheduling class have in common, besides their job and their depth.</summary>
/// <param name="Demand">What each asks for.</param>
/// <param name="Priority">Higher goes first.</param>
/// <param name="Target">The placement group that they run in; null for the node's own resources.</param>
internal readonly record struct ClassKey(ResourceSet Demand, int Priority, BundleTarget? Target);
