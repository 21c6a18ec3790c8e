using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Scheduling;

/// <summary>A part of a <see cref="WorkQueue{T}"/>, which says how it works.</summary>
internal sealed class WorkQueueSegment<T>(int length, long number)
    where T : class
{
    private readonly Slot[] _slots = new Slot[length];
    private SegmentEnds _ends;
    private volatile WorkQueueSegment<T>? _next;

    /// <summary>How many came before it.</summary>
    public long Number => number;

    public int Length => _slots.Length;

    /// <summary>The first slot that was not given out.</summary>
    public int Head => Volatile.Read(ref _ends.Head);

    /// <summary>The end of the slots that are filled, or about to be.</summary>
    public int End => Math.Min(Volatile.Read(ref _ends.Tail), _slots.Length);

    // The head first: it cannot be past an end that is read later.
    public int Count => -Head + End;

    /// <summary>Whether everything has come and gone.</summary>
    public bool IsSpent => Head == _slots.Length;

    public WorkQueueSegment<T>? Next
    {
        get => _next;
        set => _next = value;
    }

    /// <summary>What waits in a slot; null where it was given out, or is not there yet.</summary>
    public T? Look(int slot) => Volatile.Read(ref _slots[slot].Item);

    /// <summary>False where the segment is full.</summary>
    public bool TryAdd(T item)
    {
        // Not counted any further once it is full, or the counter might come round.
        if (Volatile.Read(ref _ends.Tail) >= _slots.Length || Interlocked.Increment(ref _ends.Tail) is var end && end > _slots.Length)
        {
            return false;
        }

        Volatile.Write(ref _slots[end - 1].Item, item);
        return true;
    }

    /// <summary>False where nothing waits here.</summary>
    public bool TryTake([NotNullWhen(true)] out T? item)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var head = Head;
            if (head >= End)
            {
                item = null;
                return false;
            }

            item = Look(head);
            if (item is null)
            {
                if (Head == head)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                }
            }
            else if (Interlocked.CompareExchange(ref _ends.Head, head + 1, head) == head)
            {
                _slots[head].Item = null;
                return true;
            }
        }
    }

    // An array of a value type is one of no other type, and what is stored needs no check.
    private struct Slot
    {
        public T? Item;
    }
}
