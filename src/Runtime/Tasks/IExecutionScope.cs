using Orleans.Ray.PlacementGroups;

namespace Orleans.Ray.Tasks;

/// <summary>The code that is running now: a driver, a task or an actor call. It is who submits, and who waits.</summary>
internal interface IExecutionScope
{
    RayNode Node { get; }

    Job Job { get; }

    /// <summary>How many submissions lie between the driver and this code.</summary>
    int Depth { get; }

    /// <summary>What this scope submits and puts belongs to.</summary>
    Submitter Submitter { get; }

    /// <summary>The CPU that the scope gives back while it waits; null where it holds none.</summary>
    CpuLease? CpuLease { get; }

    /// <summary>The waits that a cancel of the scope's work ends; null where nothing cancels it.</summary>
    OngoingWaits? Waits => null;

    /// <summary>The placement group that what the scope submits runs in, unless it says otherwise; null for none.</summary>
    BundleTarget? CapturedTarget { get; }

    RayContext CreateContext();
}
