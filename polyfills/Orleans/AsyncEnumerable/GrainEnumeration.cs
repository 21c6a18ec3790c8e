namespace Orleans.Runtime;

/// <summary>One enumeration that a grain's callers have open, whatever its elements are.</summary>
internal abstract class GrainEnumeration
{
    /// <summary>When the last call for it ended.</summary>
    public long LastUsed { get; protected set; }

    public bool IsBusy { get; protected set; }

    public abstract ValueTask<(EnumerationResult Status, object Value)> NextAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>Cancels the enumerator's token, and disposes of the enumerator as soon as it lets go.</summary>
    public abstract Task CloseAsync();
}
