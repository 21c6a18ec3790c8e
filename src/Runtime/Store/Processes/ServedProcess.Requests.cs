namespace Orleans.Ray.Store;

/// <content>What it asks for. All of this runs on the thread that reads.</content>
internal sealed partial class ServedProcess
{
    private void Handle(FrameReader frame)
    {
        var number = frame.Number;
        switch (frame.Kind)
        {
            case FrameKind.Create:
                var (size, info) = (frame.Int64(), frame.Info());
                frame.End();
                Create(number, size, info);
                break;
            case FrameKind.Seal:
                Seal(number, TargetOf(ref frame));
                break;
            case FrameKind.Get:
                var (id, wait) = (frame.ObjectId(), WaitOf(frame.Int64()));
                frame.End();
                if (Begin(number) is { } get)
                {
                    _ = GetAsync(get, id, wait);
                }

                break;
            case FrameKind.Pin:
                Pin(number, TargetOf(ref frame));
                break;
            case FrameKind.Abort:
                Abort(TargetOf(ref frame));
                break;
            case FrameKind.Release:
                var (target, pins) = (frame.UInt64(), frame.UInt32());
                frame.End();
                Release(target, pins);
                break;
            case FrameKind.Delete:
                Delete(TargetOf(ref frame));
                break;
            case FrameKind.Cancel:
                Cancel(TargetOf(ref frame));
                break;
            case FrameKind.Leave:
                frame.End();
                Close("The client has left.");
                break;
            default:
                throw Broken($"there is no frame of kind {(byte)frame.Kind}.");
        }
    }

    private void Create(ulong number, long size, StoredObjectInfo info)
    {
        if (size < 0)
        {
            throw Broken($"an object cannot have {size} bytes.");
        }

        if (Begin(number) is { } request)
        {
            // Large ones may collect garbage first, and have much memory made present.
            _ = size < ForcedCollections.LargeBytes ? CreateAsync(request, size, info) : Task.Run(() => CreateAsync(request, size, info));
        }
    }

    private void Seal(ulong number, ulong target)
    {
        var held = Find(target);
        var writer = held.Writer ?? throw Broken($"object {target} is sealed already.");
        if (Begin(number) is not { } request)
        {
            return;
        }

        StoredObject stored;
        try
        {
            stored = writer.Seal();
        }
        catch (ObjectDisposedException exception)
        {
            Refuse(request, exception);
            return;
        }

        lock (_lock)
        {
            held.Writer = null;
            held.Hold(stored);
        }

        server.AddHold(held);
        Answer(request, 0, 0);
    }

    private void Pin(ulong number, ulong target)
    {
        var held = Find(target);
        if (held is not { IsOwned: true, Writer: null })
        {
            throw Broken($"object {target} is not the client's to pin.");
        }

        if (Begin(number) is { } request)
        {
            lock (_lock)
            {
                held.Asked++;
            }

            _ = PinAsync(request, target, held);
        }
    }

    private void Abort(ulong target)
    {
        var held = Find(target);
        var writer = held.Writer ?? throw Broken($"object {target} is sealed, and cannot be aborted.");
        lock (_lock)
        {
            _objects.Remove(target);
        }

        writer.Dispose();
    }

    private void Release(ulong target, uint pins)
    {
        var held = Find(target);
        lock (_lock)
        {
            if (pins > held.Pins)
            {
                throw Broken($"it releases {pins} pins of object {target} and has {held.Pins}.");
            }

            held.Pins -= (int)pins;
            ForgetIfGoneNeedsLock(target, held);
        }

        Unpin(held.Entry, (int)pins);
    }

    private void Delete(ulong target)
    {
        var held = Find(target);
        if (held is not { IsOwned: true, Writer: null })
        {
            throw Broken($"object {target} is not the client's to delete.");
        }

        lock (_lock)
        {
            held.IsOwned = false;
            ForgetIfGoneNeedsLock(target, held);
        }

        server.DropHold(held);
    }

    private void Cancel(ulong target)
    {
        ServedRequest? request;
        lock (_lock)
        {
            // One that is not there has its answer on the way.
            _waiting.TryGetValue(target, out request);
        }

        _ = request?.CancelAsync();
    }

    private ServedObject Find(ulong target)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(target, out var held) ? held : throw Broken($"it has no object {target}.");
        }
    }

    private void ForgetIfGoneNeedsLock(ulong target, ServedObject held)
    {
        if (held.IsGone)
        {
            _objects.Remove(target);
        }
    }

    /// <summary>A request that is to be answered; null where it was refused, since nothing new is done.</summary>
    private ServedRequest? Begin(ulong number)
    {
        if (number <= _lastNumber)
        {
            throw Broken($"request {number} comes after {_lastNumber}.");
        }

        _lastNumber = number;
        var request = new ServedRequest(number);
        lock (_lock)
        {
            if (_closed is null)
            {
                if (_waiting.Count == StoreProtocol.MaxWaiting)
                {
                    throw Broken($"{StoreProtocol.MaxWaiting} requests wait already.");
                }

                _waiting.Add(number, request);
                return request;
            }
        }

        Send(number, RefusalStatus.Closed, _closed);
        return null;
    }

    private static InvalidDataException Broken(string why) => new(why);

    private static ulong TargetOf(ref FrameReader frame)
    {
        var target = frame.UInt64();
        frame.End();
        return target;
    }

    private static TimeSpan WaitOf(long milliseconds) => milliseconds switch
    {
        < -1 => throw Broken($"it cannot wait for {milliseconds} milliseconds."),
        -1 => Timeout.InfiniteTimeSpan,
        >= int.MaxValue => TimeSpan.FromMilliseconds(int.MaxValue - 1),
        _ => TimeSpan.FromMilliseconds(milliseconds),
    };
}
