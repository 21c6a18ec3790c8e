namespace Orleans.Runtime;

/// <summary>A hash table whose entries are also a list in the order of their last use, linked by index.</summary>
internal sealed class LocationCacheStripe(int limit, TimeSpan maxAge, TimeProvider time)
{
    private const int None = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, int> _index = [];
    private Entry[] _entries = [];
    private int _count;
    private int _oldest = None;
    private int _newest = None;

    public bool TryGet(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo)
    {
        silo = null;
        lock (_gate)
        {
            if (!_index.TryGetValue(grainId, out var at))
            {
                return false;
            }

            if (time.GetElapsedTime(_entries[at].Since) >= maxAge)
            {
                RemoveNeedsLock(at);
                return false;
            }

            MoveToNewestNeedsLock(at);
            silo = _entries[at].Silo!;
            return true;
        }
    }

    public void Set(GrainId grainId, SiloAddress silo)
    {
        if (limit == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (!_index.TryGetValue(grainId, out var at))
            {
                if (_count == limit)
                {
                    RemoveNeedsLock(_oldest);
                }

                at = _count++;
                if (at == _entries.Length)
                {
                    Array.Resize(ref _entries, Math.Min(limit, Math.Max(4, at * 2)));
                }

                _index.Add(grainId, at);
                _entries[at].GrainId = grainId;
                LinkNewestNeedsLock(at);
            }
            else
            {
                MoveToNewestNeedsLock(at);
            }

            _entries[at].Silo = silo;
            _entries[at].Since = time.GetTimestamp();
        }
    }

    public void Remove(GrainId grainId, SiloAddress silo)
    {
        lock (_gate)
        {
            if (_index.TryGetValue(grainId, out var at) && silo.Equals(_entries[at].Silo))
            {
                RemoveNeedsLock(at);
            }
        }
    }

    public void Remove(SiloAddress silo)
    {
        lock (_gate)
        {
            for (var at = _count - 1; at >= 0; at--)
            {
                if (silo.Equals(_entries[at].Silo))
                {
                    RemoveNeedsLock(at);
                }
            }
        }
    }

    /// <summary>The last entry takes the removed one's place, so that the used ones are always the first.</summary>
    private void RemoveNeedsLock(int at)
    {
        UnlinkNeedsLock(at);
        _index.Remove(_entries[at].GrainId);
        var last = --_count;
        if (at != last)
        {
            ref var moved = ref _entries[at];
            moved = _entries[last];
            _index[moved.GrainId] = at;
            Older(moved.Newer) = at;
            Newer(moved.Older) = at;
        }

        _entries[last] = default;
    }

    private void MoveToNewestNeedsLock(int at)
    {
        if (at != _newest)
        {
            UnlinkNeedsLock(at);
            LinkNewestNeedsLock(at);
        }
    }

    private void LinkNewestNeedsLock(int at)
    {
        _entries[at].Older = _newest;
        _entries[at].Newer = None;
        Newer(_newest) = at;
        _newest = at;
    }

    private void UnlinkNeedsLock(int at)
    {
        var (older, newer) = (_entries[at].Older, _entries[at].Newer);
        Newer(older) = newer;
        Older(newer) = older;
    }

    /// <summary>The link from an entry to the next newer one; from none, that to the oldest.</summary>
    private ref int Newer(int at) => ref at == None ? ref _oldest : ref _entries[at].Newer;

    private ref int Older(int at) => ref at == None ? ref _newest : ref _entries[at].Older;

    private struct Entry
    {
        public GrainId GrainId;
        public SiloAddress? Silo;
        public long Since;
        public int Older;
        public int Newer;
    }
}
