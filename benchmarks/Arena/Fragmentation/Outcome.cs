namespace ArenaBenchmark.Fragmentation;

/// <summary>The state of a heap when an object first found no room.</summary>
/// <param name="Utilisation">Bytes in use, as a share of the capacity.</param>
/// <param name="LargestFree">The largest free range, as a share of the capacity.</param>
internal readonly record struct Outcome(double Utilisation, double LargestFree);
