using System.Diagnostics;

namespace Orleans.Ray.Store;

/// <summary>
/// One object as the store's tables know it. Its word is changed by atomic operations alone; everything else belongs to the store's lock, but for its address, which
/// whoever has a pin may read, and <see cref="LastUse"/>, which whoever has one may write.
/// </summary>
internal sealed partial class StoreEntry : HeldObject
{
    private const long PinMask = 0xFFFF_FFFF;

    /// <summary>Pins may be added without the lock. Only set while the object is sealed, in memory and held.</summary>
    private const long Open = 1L << 32;

    /// <summary>Nobody will add pins any more: who takes the last one away reclaims the memory.</summary>
    private const long Doomed = 1L << 33;

    /// <summary>The store's own pin, while it spills.</summary>
    private const long Own = 1L << 34;

    // The writer's own hold, until the object is sealed or given up.
    private long _word = 1;

    public StoreEntry(ObjectStore store, in StoredObjectInfo info, long size, ArenaBlock block, nint address, long createdAt)
        : base(info, size)
    {
        Store = store;
        Block = block;
        Address = address;
        CreatedAt = createdAt;
        ExistsElsewhere = info.ExistsElsewhere;
        store.CountPinned(size);
    }

    public ObjectStore Store { get; }

    public long CreatedAt { get; }

    public ArenaBlock Block { get; private set; }

    public bool HasMemory => Address != 0;

    public bool ExistsElsewhere { get; set; }

    /// <summary>The file that holds the same bytes, if any.</summary>
    public SpillFile? File { get; set; }

    /// <summary>The reading back that is under way.</summary>
    public RestoreOperation? Restore { get; set; }

    /// <summary>Who has pins, of those that said so.</summary>
    public Dictionary<string, int>? Holders { get; set; }

    /// <summary>When the last pin went, on the store's own count of uses.</summary>
    public long LastUse { get; set; }

    /// <summary>Its place in a <see cref="RecencyQueue"/>, -1 where it is in none.</summary>
    public int QueueIndex { get; set; } = -1;

    /// <summary>The last use that the queue knows of.</summary>
    public long QueuedUse { get; set; }

    public StoreEntry? Previous { get; set; }

    public StoreEntry? Next { get; set; }

    /// <summary>An earlier object of the same id, for <see cref="ObjectIndex"/>.</summary>
    public StoreEntry? SameId { get; set; }

    /// <summary>How many readers hold it in memory, or its writer does. The store's own pin is not one of them.</summary>
    public int Pins => (int)(Volatile.Read(ref _word) & PinMask);

    public bool IsPinned => Pins > 0;

    public bool IsDoomed => (Volatile.Read(ref _word) & Doomed) != 0;

    /// <summary>A pin, where the object is sealed, in memory and held.</summary>
    public override bool TryAddPin()
    {
        var word = Volatile.Read(ref _word);
        while ((word & Open) != 0)
        {
            var before = Interlocked.CompareExchange(ref _word, word + 1, word);
            if (before == word)
            {
                if ((word & PinMask) == 0)
                {
                    Store.CountPinned(Size);
                }

                return true;
            }

            word = before;
        }

        return false;
    }

    /// <summary>A hold for the time of one write, where the object is still being written.</summary>
    public bool TryAddWrite()
    {
        var word = Volatile.Read(ref _word);
        while ((word & (Open | Doomed)) == 0 && (word & PinMask) != 0)
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

    /// <summary>Takes a pin away. Of a doomed object, whoever takes the last one reclaims it.</summary>
    /// <returns>Whether it was the last, and whether the object is doomed.</returns>
    public (bool IsLast, bool IsDoomed) RemovePin()
    {
        var word = Interlocked.Decrement(ref _word);
        Debug.Assert((word & PinMask) != PinMask, "A pin was taken away twice.");
        if ((word & PinMask) == 0)
        {
            Store.CountPinned(-Size);
        }

        return ((word & (PinMask | Own)) == 0, (word & Doomed) != 0);
    }

    /// <summary>The store's own pin of an object that is open.</summary>
    public void AddOwnPinNeedsLock() => Interlocked.Or(ref _word, Own);

    /// <summary>Takes the store's own pin away. True where the object is doomed and nobody else has one: the caller reclaims the memory.</summary>
    public bool RemoveOwnPinNeedsLock() => (Interlocked.And(ref _word, ~Own) & (PinMask | Doomed)) == Doomed;

    /// <summary>Lets readers in, with a first few pins for those that wait.</summary>
    public void OpenNeedsLock(int pins)
    {
        if (pins != 0)
        {
            Interlocked.Add(ref _word, pins);
            Store.CountPinned(Size);
        }

        if (!IsDoomed)
        {
            Interlocked.Or(ref _word, Open);
        }
    }

    /// <summary>Keeps readers out, where none is left. The store's own pin, if it has one, goes with it.</summary>
    public bool TryCloseNeedsLock(bool hasOwnPin)
    {
        var unpinned = hasOwnPin ? Open | Own : Open;
        return Interlocked.CompareExchange(ref _word, 0, unpinned) == unpinned;
    }

    /// <summary>Keeps readers out for good. True where no pin is left: the caller reclaims the memory.</summary>
    public bool DoomNeedsLock()
    {
        // First no more pins, then the mark: in between, a last release leaves the reclaiming to the mark's setter.
        Interlocked.And(ref _word, ~Open);
        return (Interlocked.Or(ref _word, Doomed) & (PinMask | Own)) == 0;
    }

    public void EnterMemoryNeedsLock(ArenaBlock block, nint address)
    {
        Block = block;
        Address = address;
    }

    public void LeaveMemoryNeedsLock()
    {
        Block = default;
        Address = 0;
    }
}
