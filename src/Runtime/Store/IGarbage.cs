namespace Orleans.Ray.Store;

/// <summary>What the store asks of the garbage collector.</summary>
internal interface IGarbage
{
    /// <summary>How many collections there have been that would have found young objects, whoever asked for them.</summary>
    int Collections { get; }

    /// <summary>Collects, and returns when the holds and pins that were found have let go.</summary>
    void Collect(int generation);
}
