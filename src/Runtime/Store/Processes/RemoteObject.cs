namespace Orleans.Ray.Store;

/// <summary>
/// An object of the node as another process has it: a creation, then a hold, or only pins. Where a hold's object lies, in memory or in a file, only the node knows: here it is always in memory.
/// </summary>
/// <remarks>
/// The node counts the pins that it grants; here they are counted again, and all of the granted ones are given back when nobody has any. While one is granted the object does not move, so that another, asked for
/// at the same time, is at the same place. An unsealed creation is aborted after the last write that is under way, since the node may then give the memory to others.
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
        if (!TryAddPin())
        {
            Granted(_client.Pin(_number));
        }
    }

    public override async Task PinAsync(CancellationToken cancellationToken)
    {
        if (!TryAddPin())
        {
            Granted(await _client.PinAsync(_number, cancellationToken).ConfigureAwait(false));
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
        int writes;
        lock (_lock)
        {
            (state, writes) = (State, _writes);
            State = StoredObjectState.Deleted;
        }

        if (state == StoredObjectState.InMemory)
        {
            _client.Tell(FrameKind.Delete, _number);
        }
        else if (state == StoredObjectState.Creating && writes == 0)
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
