namespace Orleans.Runtime;

/// <summary>What only an activation needs that goes to another silo, or has come from one.</summary>
internal sealed class ActivationMigration
{
    private readonly TaskCompletionSource<bool> _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the activation goes; null when it goes nowhere after all.</summary>
    public SiloAddress? Target { get; set; }

    public Dictionary<string, object>? RequestContext { get; init; }

    /// <summary>What the activation has brought along.</summary>
    public MigrationBag? Luggage { get; init; }

    /// <summary>The activation that this one replaces in the directory.</summary>
    public GrainAddress? Previous { get; init; }

    /// <summary>Whether this activation has replaced the previous one in the directory.</summary>
    public Task<bool> Arrival => _arrival.Task;

    public void SetArrived(bool hasReplaced) => _arrival.TrySetResult(hasReplaced);
}
