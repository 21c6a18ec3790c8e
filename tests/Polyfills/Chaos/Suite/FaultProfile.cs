namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>What a seed's faults are mostly about.</summary>
internal enum FaultProfile
{
    Messages,
    Partitions,
    Crashes,
    StopsAndKills,
    Everything,
}
