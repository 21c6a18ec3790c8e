namespace ArenaBenchmark.Speed;

/// <summary>How many blocks were allocated and freed again in a second.</summary>
internal sealed record AllocationRow(string Name, Samples PerSecond, double BytesPerOperation);
