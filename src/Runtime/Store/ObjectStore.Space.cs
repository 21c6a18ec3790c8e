using Orleans.Ray.Tasks;

namespace Orleans.Ray.Store;

/// <content>Memory: who gets it, and what is done where there is none.</content>
internal sealed partial class ObjectStore
{
    private readonly SpaceQueue _queue = new();
    private readonly ForcedCollections _collections;
    private readonly IGarbage _garbage;
    private ITimer? _reliefTimer;
    private long _lastProgress;
    private long _reclaimed;
    private bool _relieves;
    private bool _relievesAgain;
    private bool _isReleased;

    /// <summary>Memory, where some can be had without waiting.</summary>
    private bool TryAllocate(long size, in StoredObjectInfo info, out ArenaBlock block)
    {
        var arena = _memory.Arena;
        if (size > arena.Capacity)
        {
            throw Refuse(size, info);
        }

        int generation;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_queue.MayBePassed)
            {
                block = default;
                return false;
            }

            if (arena.TryAllocateTouched(size, out block))
            {
                TookNeedsLock(size);
                return true;
            }

            generation = _collections.BeforeFreshMemory(size);
            if (generation == ForcedCollections.NotNow)
            {
                return TryAllocateNeedsLock(size, out block);
            }

            _collections.Began(generation);
        }

        Collect(generation, size);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return TryAllocateNeedsLock(size, out block);
        }
    }

    /// <summary>Memory, where some is free or can be freed without writing, and nobody has waited too long for it.</summary>
    private bool TryAllocateNeedsLock(long size, out ArenaBlock block)
    {
        block = default;
        if (!_queue.MayBePassed)
        {
            return false;
        }

        var found = _memory.Arena.TryAllocate(size, out block);
        if (!found && _queue.IsEmpty && _collections.UnderPressure() == ForcedCollections.NotNow)
        {
            var use = NextUse();
            while (!found && TryDropOneNeedsLock(use))
            {
                found = _memory.Arena.TryAllocate(size, out block);
            }
        }

        if (found)
        {
            TookNeedsLock(size);
        }

        return found;
    }

    private void TookNeedsLock(long size)
    {
        _collections.BytesTaken(size);
        if (!_queue.IsEmpty)
        {
            _queue.CountPassed();
        }
    }

    private SpaceRequest Enqueue(long size, in StoredObjectInfo info)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var request = new SpaceRequest(size, info, _time.GetTimestamp());
            _counts.Waits++;
            _queue.Add(request);
            if (_createTimeout != Timeout.InfiniteTimeSpan)
            {
                request.Timer = _time.CreateTimer(state => TimeIsUp((SpaceRequest)state!), request, _createTimeout, Timeout.InfiniteTimeSpan);
            }

            ServeNeedsLock();
            ReliefMayHelpNeedsLock();
            return request;
        }
    }

    private static ArenaBlock Wait(SpaceRequest request)
    {
        // What is waited for is freed by other threads of the pool, and by tasks that may need the CPU of this one.
        TaskBlocking.Wait(request.Task);
        return request.Task.Result;
    }

    private void Cancel(SpaceRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_queue.Remove(request))
            {
                return;
            }

            LeftNeedsLock(request);
            ServeNeedsLock();
        }

        request.TrySetCanceled(cancellationToken);
    }

    private void TimeIsUp(SpaceRequest request)
    {
        ObjectStoreFullException failure;
        lock (_lock)
        {
            if (!_queue.Contains(request))
            {
                return;
            }

            var now = _time.GetTimestamp();
            var waited = _time.GetElapsedTime(Math.Max(request.StartedAt, _lastProgress), now);
            if (waited < _createTimeout)
            {
                // Something was freed meanwhile: a slow disk is no reason to give up.
                request.Timer!.Change(_createTimeout - waited, Timeout.InfiniteTimeSpan);
                return;
            }

            _queue.Remove(request);
            LeftNeedsLock(request);
            _counts.AllocationFailures++;
            failure = new ObjectStoreFullException(DescribePressureNeedsLock(request.Size, request.Info, _time.GetElapsedTime(request.StartedAt, now)));
            ServeNeedsLock();
        }

        request.TrySetException(failure);
    }

    private ObjectStoreFullException Refuse(long size, in StoredObjectInfo info)
    {
        lock (_lock)
        {
            _counts.AllocationFailures++;
            return new ObjectStoreFullException(DescribeTooLargeNeedsLock(size, info));
        }
    }

    private void LeftNeedsLock(SpaceRequest request)
    {
        request.Timer?.Dispose();
        _counts.WaitTime += _time.GetElapsedTime(request.StartedAt);
    }

    private void GiveBackNeedsLock(ArenaBlock block)
    {
        _memory.Arena.Free(block);
        if (!_queue.IsEmpty)
        {
            _lastProgress = _time.GetTimestamp();
            ServeNeedsLock();
        }
    }

    private void ServeNeedsLock()
    {
        while (_queue.TakeServed(_memory.Arena, out var block) is { } request)
        {
            _collections.BytesTaken(request.Size);
            _lastProgress = _time.GetTimestamp();
            LeftNeedsLock(request);
            request.TrySetResult(block);
        }
    }

    private void ReliefMayHelpNeedsLock()
    {
        if (_queue.IsEmpty || _disposed)
        {
            return;
        }

        _relievesAgain = true;
        if (!_relieves)
        {
            _relieves = true;
            ThreadPool.UnsafeQueueUserWorkItem(static store => store.Relieve(), this, preferLocal: false);
        }
    }

    /// <summary>Frees memory for what waits: collects, evicts, and starts to spill. One thread at a time.</summary>
    private void Relieve()
    {
        while (true)
        {
            while (TryBeginCollection(out var generation, out var wanted))
            {
                Collect(generation, wanted);
            }

            lock (_lock)
            {
                _relievesAgain = false;
                if (!_disposed)
                {
                    EvictAndSpillNeedsLock();
                }

                if (!_relievesAgain || _disposed)
                {
                    _relieves = false;
                    LookAgainLaterNeedsLock();
                    return;
                }
            }
        }
    }

    private bool TryBeginCollection(out int generation, out long wanted)
    {
        lock (_lock)
        {
            wanted = _queue.Bytes;
            generation = _queue.IsEmpty || _disposed ? ForcedCollections.NotNow : _collections.UnderPressure();
            if (generation == ForcedCollections.NotNow)
            {
                return false;
            }

            _collections.Began(generation);
            return true;
        }
    }

    private void Collect(int generation, long wanted)
    {
        long before;
        lock (_lock)
        {
            before = _reclaimed;
        }

        if (!_queue.IsEmpty)
        {
            AskOthersToCollect(generation);
        }

        var startedAt = _time.GetTimestamp();
        _garbage.Collect(generation);
        lock (_lock)
        {
            _collections.Ended(generation, _reclaimed - before, wanted, startedAt);
        }
    }

    // References that were dropped, and directories that work again, announce themselves to nobody.
    private void LookAgainLaterNeedsLock()
    {
        if (_queue.IsEmpty || _disposed)
        {
            return;
        }

        var due = _collections.UntilNextFull;
        if (_spill.Rests is var rests && rests > TimeSpan.Zero && rests < due)
        {
            due = rests;
        }

        _reliefTimer ??= _time.CreateTimer(static store => ((ObjectStore)store!).OnReliefDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _reliefTimer.Change(due + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    private void OnReliefDue()
    {
        lock (_lock)
        {
            ReliefMayHelpNeedsLock();
        }
    }

    private void OnSpillRoom() => OnReliefDue();
}
