namespace Orleans.Ray.Store;

/// <summary>
/// An object of the node as another process has it: a creation, then a hold, or only pins. Where a hold's object lies, in memory or in a file, only the node knows: here it is always in memory.
/// </summary>
/// <remarks>
/// The node counts the pins that it grants; here they are counted again, and all of the granted ones are given back when nobody has any. While one is granted the object does not move, so that another, asked for
/// at the same time, is at the same place. An unsealed creation is aborted after the last write that is under way, since the node may then give the memory to others; a hold is given up after the last pin that is asked for has its
/// answer or was given up, since the node knows nothing to pin then.
/// </remarks>
internal sealed class RemoteObject : HeldObject
{
    private readonly Lock _lock = new();
    private readonly StoreClient _client;
    private readonly ulong _number;
    private readonly ArenaBlock _block;
    private int _pins;
    private int _granted;
    private int _writes;
    private int _asking;

    public RemoteObject(StoreClient client, ulong number, in StoredObjectInfo info, long size, long offset, bool isPinned)
        : base(info, size)
    {
        _client = client;
        _number = number;
        _block = new ArenaBlock(offset, size, Node: 0);
        Address = AddressOf(offset);
        State = isPinned ? StoredObjectState.InMemory : StoredObjectState.Creating;
        _pins = _granted = isPinned ? 1 : 0;
    }

    public override bool TryAddPin()
    {
        lock (_lock)
        {
            if (_pins == 0)
            {
                return false;
            }

            _pins++;
            return true;
        }
    }

    public override void Pin()
    {
        if (!MustAsk())
        {
            return;
        }

        try
        {
            Granted(_client.Pin(_number));
        }
        finally
        {
            EndAsking();
        }
    }

    public override async Task PinAsync(CancellationToken cancellationToken)
    {
        if (!MustAsk())
        {
            return;
        }

        try
        {
            Granted(await _client.PinAsync(_number, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            EndAsking();
        }
    }

    public override void Release()
    {
        int granted;
        lock (_lock)
        {
            if (--_pins > 0)
            {
                return;
            }

            granted = _granted;
            _granted = 0;
        }

        _client.TellReleased(_number, granted);
        for (; granted > 0; granted--)
        {
            _client.RemoveUse();
        }
    }

    /// <summary>The node lists the process itself.</summary>
    public override void AddHolder(string holder)
    {
    }

    public override void RemoveHolder(string holder)
    {
    }

    public override void Seal()
    {
        _client.Seal(_number);
        lock (_lock)
        {
            State = StoredObjectState.InMemory;
        }
    }

    public override void Delete()
    {
        StoredObjectState state;
        bool isInUse;
        lock (_lock)
        {
            (state, isInUse) = (State, _writes + _asking > 0);
            State = StoredObjectState.Deleted;
        }

        if (isInUse)
        {
            return;
        }

        if (state == StoredObjectState.InMemory)
        {
            _client.Tell(FrameKind.Delete, _number);
        }
        else if (state == StoredObjectState.Creating)
        {
            Abort();
        }
    }

    public override void Write(long offset, ReadOnlySpan<byte> source)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(State != StoredObjectState.Creating, typeof(StoreWriter));
            _writes++;
        }

        try
        {
            _client.Arena.Write(_block, offset, source);
        }
        finally
        {
            bool isAbandoned;
            lock (_lock)
            {
                isAbandoned = --_writes == 0 && State == StoredObjectState.Deleted;
            }

            if (isAbandoned)
            {
                Abort();
            }
        }
    }

    public override Span<byte> WriteSpan() => _client.Arena.WriteSpan(_block, 0, (int)Size);

    public override void SetExistsElsewhere(bool value) =>
        throw new NotSupportedException("Only the node's own process knows where else an object exists.");

    /// <summary>Adds a pin where there is one; else the node is to be asked for it.</summary>
    private bool MustAsk()
    {
        lock (_lock)
        {
            if (_pins > 0)
            {
                _pins++;
                return false;
            }

            ObjectDisposedException.ThrowIf(State == StoredObjectState.Deleted, typeof(StoredObject));
            _asking++;
            return true;
        }
    }

    private void EndAsking()
    {
        bool isGivenUp;
        lock (_lock)
        {
            isGivenUp = --_asking == 0 && State == StoredObjectState.Deleted;
        }

        if (isGivenUp)
        {
            _client.Tell(FrameKind.Delete, _number);
        }
    }

    private void Granted((long Offset, long Size) answer)
    {
        lock (_lock)
        {
            _pins++;
            _granted++;
            Address = AddressOf(answer.Offset);
        }
    }

    private unsafe nint AddressOf(long offset) => (nint)_client.Arena.ReadPointer(offset);

    private void Abort()
    {
        _client.Tell(FrameKind.Abort, _number);
        _client.RemoveUse();
    }
}
