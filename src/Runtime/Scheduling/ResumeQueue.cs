using System.Collections.Concurrent;
using Orleans.Ray.Resources;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// Tasks that want their CPU back. Those that ask the same ledger for the same number of CPUs form a lane, first come first served; of the lanes whose
/// head fits, the one whose head came first goes on.
/// </summary>
/// <remarks>
/// A narrow task may so pass a wide one that does not fit. A wide one that was passed by <see cref="Reservation.Patience"/> lets nobody of its ledger
/// pass any more until it has its CPUs: what runs returns them when it ends or waits, so it does not starve. Anyone may add; all else is the pumping thread's own.
/// </remarks>
internal sealed class ResumeQueue
{
    private readonly ConcurrentQueue<CpuLease> _arrived = new();
    private readonly List<Lane> _lanes = [];
    private long _arrivals;
    private int _count;

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    public int Count => Volatile.Read(ref _count);

    public void Add(CpuLease lease)
    {
        Interlocked.Increment(ref _count);
        _arrived.Enqueue(lease);
    }

    /// <summary>Takes the next one for which there is CPU, and takes the CPU for it; null where nobody can go on.</summary>
    public CpuLease? TryResume(Func<ResourceLedger, bool> isBlocked)
    {
        while (_arrived.TryDequeue(out var arrived))
        {
            LaneOf(arrived).Waiting.Enqueue((arrived, _arrivals++));
        }

        // The heads in the order in which they came; there are as many lanes as numbers of CPUs that tasks ask for.
        if (_lanes.Count > 1)
        {
            _lanes.Sort(static (one, other) => one.HeadArrival.CompareTo(other.HeadArrival));
        }

        for (var i = 0; i < _lanes.Count; i++)
        {
            var lane = _lanes[i];
            if (lane.Waiting.Count == 0 || IsHeldUp(i) || isBlocked(lane.Ledger) || !lane.Ledger.TryTakeCpuAgain(lane.Units))
            {
                continue;
            }

            CountPassedOver(i);
            lane.PassedOver = 0;
            var lease = lane.Waiting.Dequeue().Lease;
            if (lane.Waiting.Count == 0 && _lanes.Count > 1)
            {
                _lanes.RemoveAt(i);
            }

            Interlocked.Decrement(ref _count);
            return lease;
        }

        return null;
    }

    private bool IsHeldUp(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (_lanes[i].Waiting.Count > 0 && _lanes[i].PassedOver >= Reservation.Patience && ReferenceEquals(_lanes[i].Ledger, _lanes[index].Ledger))
            {
                return true;
            }
        }

        return false;
    }

    private void CountPassedOver(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (_lanes[i].Waiting.Count > 0 && ReferenceEquals(_lanes[i].Ledger, _lanes[index].Ledger))
            {
                _lanes[i].PassedOver++;
            }
        }
    }

    private Lane LaneOf(CpuLease lease)
    {
        foreach (var lane in _lanes)
        {
            if (lane.Units == lease.Units && ReferenceEquals(lane.Ledger, lease.Ledger))
            {
                return lane;
            }
        }

        var added = new Lane(lease.Ledger, lease.Units);
        _lanes.Add(added);
        return added;
    }

    private sealed class Lane(ResourceLedger ledger, long units)
    {
        public ResourceLedger Ledger => ledger;

        public long Units => units;

        public Queue<(CpuLease Lease, long Arrival)> Waiting { get; } = new();

        public int PassedOver { get; set; }

        public long HeadArrival => Waiting.TryPeek(out var head) ? head.Arrival : long.MaxValue;
    }
}
