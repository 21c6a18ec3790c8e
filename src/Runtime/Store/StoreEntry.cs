using System.Diagnostics;

namespace Orleans.Ray.Store;

/// <summary>
/// One object as the store's tables know it. Its word is changed by compare-and-swap alone; everything else belongs to the store's lock, but for the address, which whoever has a
/// pin may read.
/// </summary>
internal sealed class StoreEntry(ObjectStore store, in StoredObjectInfo info, long size)
{
    private const long PinMask = 0xFFFF_FFFF;

    /// <summary>Pins may be added without the lock. Only set while the object is sealed and in memory.</summary>
    private const long Open = 1L << 32;

    /// <summary>Nobody will add pins any more: who takes the last one away reclaims the memory.</summary>
    private const long Doomed = 1L << 33;

    private readonly StoredObjectInfo _info = info;
    private long _word;

    public ObjectStore Store => store;

    public ref readonly StoredObjectInfo Info => ref _info;

    public long Size => size;

    public nint Address { get; set; }

    public StoredObjectState State { get; set; }

    public int Pins => (int)(Volatile.Read(ref _word) & PinMask);

    /// <summary>A pin, where the object is sealed, in memory and held.</summary>
    public bool TryAddPin()
    {
        var word = Volatile.Read(ref _word);
        while ((word & Open) != 0)
        {
            var before = Interlocked.CompareExchange(ref _word, word + 1, word);
            if (before == word)
            {
                return true;
            }

            word = before;
        }

        return false;
    }

    /// <summary>Takes a pin away. True where it was the last one of a doomed object: the caller reclaims its memory.</summary>
    public bool RemovePin()
    {
        var word = Interlocked.Decrement(ref _word);
        Debug.Assert((word & PinMask) != PinMask, "A pin was taken away twice.");
        return word == Doomed;
    }

    public void AddPinsNeedsLock(int pins) => Interlocked.Add(ref _word, pins);

    public void OpenNeedsLock() => Interlocked.Or(ref _word, Open);

    /// <summary>Takes no more pins. True where there is none: the caller reclaims the memory.</summary>
    public bool DoomNeedsLock()
    {
        Interlocked.And(ref _word, ~Open);
        return (Interlocked.Or(ref _word, Doomed) & PinMask) == 0;
    }
}
