using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// What waits, first come, first served, for any number of threads. It can be looked at and keeps nothing of what it has given out: work is its own
/// result, and a queue that lasts would keep results that nobody refers to. .NET's ConcurrentQueue does so from the first look on.
/// </summary>
/// <remarks>
/// <para>A list of segments, each used once from its first slot to its last. Two counters of a segment say where it stands: whoever adds takes the next slot by adding one to the
/// tail, and fills it; whoever takes moves the head past a slot that is filled, and clears it.</para>
/// <list type="table">
/// <item><term>tail &gt; slot, empty</term><description>It is about to be filled, or was given out a moment ago. Whoever takes waits for it, since what was added later comes later.</description></item>
/// <item><term>tail ≥ length</term><description>The segment is full. Whoever finds it so adds another one behind it, under the lock, unless somebody has.</description></item>
/// <item><term>head = length</term><description>It is spent. Whoever makes the next one the first cuts the spent one off: an old one that is not collected yet would keep all that come after it.</description></item>
/// </list>
/// <para>Whoever walks the list and comes to an end that is not the last segment was on one that has been cut off, and goes on from the first.</para>
/// <para><b>Invariants.</b> The head never passes the tail or the length. A slot is filled once, and cleared by the one thread that moved the head past it. What has been added is seen by every later look, unless it was taken.</para>
/// </remarks>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class WorkQueue<T>
    where T : class
{
    private const int FirstLength = 32;

    // Too small for the heap of large objects, which is not collected with the young ones.
    private const int LongestLength = 1024;

    private readonly Lock _growth = new();
    private readonly int _longestLength;
    private volatile WorkQueueSegment<T> _first;
    private volatile WorkQueueSegment<T> _last;

    public WorkQueue(int firstLength = FirstLength, int longestLength = LongestLength)
    {
        _longestLength = longestLength;
        _first = _last = new WorkQueueSegment<T>(firstLength, number: 0);
    }

    public bool IsEmpty
    {
        get
        {
            var segment = _first;
            while (segment.Count == 0)
            {
                if (segment.Next is { } next)
                {
                    segment = next;
                }
                else if (segment.Number >= _last.Number)
                {
                    return true;
                }
                else
                {
                    segment = _first;
                }
            }

            return false;
        }
    }

    /// <summary>How much waits; while others add and take, about so much.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            for (var segment = _first; segment is not null; segment = segment.Next)
            {
                count += segment.Count;
            }

            return count;
        }
    }

    public void Enqueue(T item)
    {
        while (true)
        {
            var last = _last;
            if (last.TryAdd(item))
            {
                return;
            }

            Grow(last);
        }
    }

    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        while (true)
        {
            var first = _first;
            if (first.TryTake(out item))
            {
                return true;
            }

            if (!first.IsSpent)
            {
                return false;
            }

            if (first.Next is { } next)
            {
                if (Interlocked.CompareExchange(ref _first, next, first) == first)
                {
                    first.Next = null;
                }
            }
            else if (ReferenceEquals(first, _first))
            {
                return false;
            }
        }
    }

    /// <summary>What waits, in its order. A picture of the moment: what is taken meanwhile may be missing, what is added may be there.</summary>
    public IEnumerable<T> Snapshot()
    {
        // However fast others add, the look ends.
        var last = _last;
        var end = last.End;
        var segment = _first;
        while (segment.Number <= last.Number)
        {
            for (var slot = segment.Head; slot < (segment == last ? end : segment.End); slot++)
            {
                if (segment.Look(slot) is { } item)
                {
                    yield return item;
                }
            }

            if (segment == last)
            {
                yield break;
            }

            segment = segment.Next ?? _first;
        }
    }

    private void Grow(WorkQueueSegment<T> full)
    {
        lock (_growth)
        {
            if (ReferenceEquals(_last, full))
            {
                // Linked before anybody can add to it. It may then be the first, and cut off from the full one, before it is the last.
                var next = new WorkQueueSegment<T>(Math.Min(full.Length * 2, _longestLength), full.Number + 1);
                full.Next = next;
                _last = next;
            }
        }
    }
}
