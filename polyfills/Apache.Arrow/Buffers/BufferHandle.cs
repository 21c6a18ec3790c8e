namespace Apache.Arrow;

/// <summary>One reference to shared memory; disposed of once, however often it is asked to be.</summary>
internal sealed class BufferHandle(SharedMemory shared) : IDisposable
{
    private SharedMemory _shared = shared;

    public ReadOnlyMemory<byte> Memory => Shared.Memory;

    private SharedMemory Shared => Volatile.Read(ref _shared) ?? throw new ObjectDisposedException(nameof(ArrowBuffer));

    public BufferHandle Retain()
    {
        var current = Shared;
        current.AddReference();
        return new BufferHandle(current);
    }

    public void Dispose() => Interlocked.Exchange(ref _shared, null)?.Release();
}
