namespace Orleans.Storage;

internal interface IMemoryStorageGrain : IGrainWithStringKey
{
    Task<MemoryStorageRecord?> Read(string key);

    /// <summary>Returns the new ETag.</summary>
    Task<string> Write(string key, byte[] data, string? etag);

    Task Clear(string key, string? etag);
}
