using System.Globalization;

namespace Orleans.Storage;

/// <summary>A share of a memory storage provider's records. They are lost with the silo that it is on.</summary>
[KeepAlive]
internal sealed class MemoryStorageGrain : Grain, IMemoryStorageGrain
{
    private readonly Dictionary<string, MemoryStorageRecord> _records = new(StringComparer.Ordinal);
    private long _lastEtag;

    public Task<MemoryStorageRecord?> Read(string key) => Task.FromResult(_records.GetValueOrDefault(key));

    public Task<string> Write(string key, byte[] data, string? etag)
    {
        CheckEtag(key, etag);
        var next = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _records[key] = new MemoryStorageRecord(data, next);
        return Task.FromResult(next);
    }

    public Task Clear(string key, string? etag)
    {
        CheckEtag(key, etag);
        _records.Remove(key);
        return Task.CompletedTask;
    }

    private void CheckEtag(string key, string? etag)
    {
        var stored = _records.GetValueOrDefault(key)?.Etag;
        if (stored != etag)
        {
            throw new MemoryStorageEtagMismatchException(stored, etag);
        }
    }
}
