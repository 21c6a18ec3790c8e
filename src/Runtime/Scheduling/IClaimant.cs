namespace Orleans.Ray.Scheduling;

/// <summary>What waits for resources and may be passed over by smaller things: a scheduling class, or a placement group.</summary>
internal interface IClaimant
{
    ResourceSet Demand { get; }

    /// <summary>What it takes from: the node's ledger, or a placement group. Claimants of different pools are not in each other's way.</summary>
    object Pool { get; }

    bool IsWaiting { get; }

    /// <summary>Whether it will fit when the tasks that run have ended.</summary>
    bool IsAttainable { get; }

    /// <summary>How many things started, since it last did, that took from what it asks for. The pumping thread's own.</summary>
    int PassedOver { get; set; }

    /// <summary>How often, since it last started, resources were kept for it and that did not help. The pumping thread's own.</summary>
    int Lapses { get; set; }
}
