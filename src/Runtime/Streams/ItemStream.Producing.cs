using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Streams;

/// <summary>The producer's side: one attempt after the other, which waits where it is too far ahead.</summary>
internal abstract partial class ItemStream
{
    /// <summary>A new attempt yields from now on; whatever an earlier one still yields is refused.</summary>
    public int BeginAttempt()
    {
        StreamSignal? room;
        int attempt;
        lock (_lock)
        {
            attempt = ++_attempts;
            room = Take(ref _room);
        }

        // An attempt that was given up while it waited finds that it is stopped.
        room?.Set();
        return attempt;
    }

    /// <summary>Whether an earlier attempt has yielded the item at that position.</summary>
    public bool IsYielded(uint position) => position < Volatile.Read(ref _yielded);

    /// <summary>The producer's code has come to its end.</summary>
    /// <exception cref="InvalidOperationException">An earlier attempt had yielded more.</exception>
    public void EndAttempt(uint position)
    {
        if (IsYielded(position))
        {
            throw new InvalidOperationException(
                $"A new attempt of '{call.Name}' ended after {position} items, but an earlier attempt had yielded {_yielded}. A streaming method that is retried must yield the same items again.");
        }
    }

    /// <summary>Throws where the producer's code must not run on.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled or has ended, or another attempt has begun.</exception>
    public void ThrowIfStopped(int attempt)
    {
        lock (_lock)
        {
            if (IsStoppedNeedsLock(attempt))
            {
                throw Stopped();
            }
        }
    }

    /// <summary>A producer's token was cancelled: it must not wait any longer for that. By now a later attempt may wait, for other room, and goes on to.</summary>
    public void StopWaiting(StreamSignal room)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_room, room))
            {
                return;
            }

            _room = null;
        }

        room.Set();
    }

    /// <summary>Adds the item at a position. What the producer must wait for before it runs on; null where it need not.</summary>
    /// <exception cref="OperationCanceledException">The producer must not run on.</exception>
    protected StreamSignal? Append(int attempt, uint position, ObjectState item)
    {
        StreamSignal? arrival;
        StreamSignal? room;
        lock (_lock)
        {
            if (IsStoppedNeedsLock(attempt))
            {
                throw Stopped();
            }

            _yielded++;
            if (_left)
            {
                // The cancel is on its way; until it comes the producer must not run on as if somebody read.
                return _drains ? null : _room = new StreamSignal(this, position + 1);
            }

            _unread.Enqueue(item);
            arrival = Take(ref _arrival);
            room = RoomNeedsLock(position);
        }

        arrival?.Set();
        return room;
    }

    /// <summary>Passes over an item that an earlier attempt has yielded. After the last of them the new attempt may have to wait as the earlier one did.</summary>
    /// <exception cref="OperationCanceledException">The producer must not run on.</exception>
    protected StreamSignal? PassOver(int attempt, uint position)
    {
        lock (_lock)
        {
            return IsStoppedNeedsLock(attempt) ? throw Stopped()
                : position + 1 == _yielded && !_left ? RoomNeedsLock(position)
                : null;
        }
    }

    private StreamSignal? RoomNeedsLock(uint position) => limit > 0 && _unread.Count >= limit ? _room = new StreamSignal(this, position + 1) : null;

    private bool IsStoppedNeedsLock(int attempt) => _stopping || _ended || attempt != _attempts;

    private OperationCanceledException Stopped() => new($"'{call.Name}' was ended while it streamed.");
}
