namespace Orleans.Ray.Store;

/// <summary>
/// Who waits for memory, first come first served. A request that fits may pass earlier ones that do not; a request that was passed by <see cref="Patience"/> lets nobody pass any more, so that all that is
/// freed from then on adds up for it. Belongs to the store's lock, but for <see cref="IsEmpty"/>.
/// </summary>
internal sealed class SpaceQueue
{
    public const int Patience = 16;

    private readonly List<SpaceRequest> _requests = [];
    private int _count;

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    public int Count => _requests.Count;

    public long Bytes => _requests.Sum(static request => request.Size);

    /// <summary>Whether somebody who does not wait yet may take memory before those that do.</summary>
    public bool MayBePassed => _requests.TrueForAll(static request => request.PassedOver < Patience);

    public void Add(SpaceRequest request)
    {
        _requests.Add(request);

        // A full fence: a release that does not see this has made its object free for the look that follows.
        Interlocked.Increment(ref _count);
    }

    public bool Contains(SpaceRequest request) => _requests.Contains(request);

    public bool Remove(SpaceRequest request)
    {
        if (!_requests.Remove(request))
        {
            return false;
        }

        Interlocked.Decrement(ref _count);
        return true;
    }

    public SpaceRequest[] RemoveAll()
    {
        SpaceRequest[] all = [.. _requests];
        _requests.Clear();
        Volatile.Write(ref _count, 0);
        return all;
    }

    /// <summary>Somebody who does not wait has taken memory.</summary>
    public void CountPassed() => CountPassed(_requests.Count);

    /// <summary>The next request for which there is memory, with it.</summary>
    public SpaceRequest? TakeServed(Arena arena, out ArenaBlock block)
    {
        var tooLarge = long.MaxValue;
        for (var i = 0; i < _requests.Count; i++)
        {
            var request = _requests[i];
            if (request.Size < tooLarge)
            {
                if (arena.TryAllocate(request.Size, out block))
                {
                    CountPassed(i);
                    Remove(request);
                    return request;
                }

                tooLarge = request.Size;
            }

            if (request.PassedOver >= Patience)
            {
                break;
            }
        }

        block = default;
        return null;
    }

    private void CountPassed(int earlier)
    {
        for (var i = 0; i < earlier; i++)
        {
            _requests[i].PassedOver++;
        }
    }
}
