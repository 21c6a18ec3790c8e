namespace Orleans.Storage;

[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    [Id(0)]
    public string? StoredEtag { get; private set; }

    [Id(1)]
    public string? CurrentEtag { get; private set; }

    /// <summary>True until a request of the activation whose state it is has ended with it: its callers' state is not in doubt.</summary>
    [Id(2)]
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString() => $"{base.ToString()} StoredEtag: {StoredEtag} CurrentEtag: {CurrentEtag}";
}
