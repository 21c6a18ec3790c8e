namespace Orleans.Storage;

/// <summary>Not an <see cref="InconsistentStateException"/>, which would end the storage grain itself.</summary>
[GenerateSerializer]
internal sealed class MemoryStorageEtagMismatchException(string? storedEtag, string? receivedEtag)
    : OrleansException($"The ETag does not match. Stored: {storedEtag ?? "none"}, received: {receivedEtag ?? "none"}.")
{
    [Id(0)]
    public string? StoredEtag { get; private set; } = storedEtag;

    [Id(1)]
    public string? ReceivedEtag { get; private set; } = receivedEtag;
}
