using System.Buffers;

namespace Apache.Arrow;

/// <summary>Memory that is handed back when the last reference is released. Forgotten, it is the collector's.</summary>
internal sealed class SharedMemory(IMemoryOwner<byte> owner)
{
    private int _references = 1;

    public ReadOnlyMemory<byte> Memory => owner.Memory;

    public void AddReference()
    {
        for (var seen = Volatile.Read(ref _references); ;)
        {
            ObjectDisposedException.ThrowIf(seen == 0, typeof(ArrowBuffer));
            var before = Interlocked.CompareExchange(ref _references, checked(seen + 1), seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            owner.Dispose();
        }
    }
}
