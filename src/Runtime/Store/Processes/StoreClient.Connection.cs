namespace Orleans.Ray.Store;

/// <content>What is sent and received, and the end.</content>
internal sealed partial class StoreClient
{
    /// <summary>Seals a creation.</summary>
    internal void Seal(ulong target)
    {
        _room.Wait();
        Wait(Send(FrameKind.Seal, target, target, static (frames, target) => frames.Add(target)));
        RemoveUse();
    }

    /// <summary>Pins what this process holds. Comes with a use.</summary>
    internal (long Offset, long Size) Pin(ulong target)
    {
        _room.Wait();
        return Wait(SendPin(target));
    }

    /// <inheritdoc cref="Pin"/>
    internal async Task<(long Offset, long Size)> PinAsync(ulong target, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(SendPin(target), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives something back, some time soon. Never blocks, so that finalizers may.</summary>
    internal void Tell(FrameKind kind, ulong target)
    {
        if (Volatile.Read(ref _isLost) == 0)
        {
            _stream.Append((kind, target), static (frames, what) => frames.Begin(what.kind, 0).Add(what.target).End());
            FlushSoon();
        }
    }

    /// <inheritdoc cref="Tell"/>
    internal void TellReleased(ulong target, int pins)
    {
        if (Volatile.Read(ref _isLost) == 0)
        {
            _stream.Append((target, pins), static (frames, what) => frames.Begin(FrameKind.Release, 0).Add(what.target).Add((uint)what.pins).End());
            FlushSoon();
        }
    }

    /// <summary>Keeps the memory as it is until <see cref="RemoveUse"/>; false where the last use is gone.</summary>
    internal bool TryAddUse()
    {
        var uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            var before = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (before == uses)
            {
                return true;
            }

            uses = before;
        }

        return false;
    }

    internal void RemoveUse()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            FlushSoon();
        }
    }

    private ClientRequest SendPin(ulong target) => Send(FrameKind.Pin, target, target, static (frames, target) => frames.Add(target));

    /// <summary>Sends a request, which has a place in <see cref="_room"/>. It has a use, which what it gets takes over.</summary>
    private ClientRequest Send<TState>(FrameKind kind, ulong target, TState state, Action<FrameBuffer, TState> append)
    {
        ClientRequest request;
        lock (_lock)
        {
            if (_closed is not null || !TryAddUse())
            {
                _room.Release();
                throw Closed();
            }

            var number = ++_lastNumber;
            request = new ClientRequest(kind, number, target);
            _requests.Add(number, request);
            _stream.Append((kind, number, state, append), static (frames, what) =>
            {
                frames.Begin(what.kind, what.number);
                what.append(frames, what.state);
                frames.End();
            });
        }

        Flush();
        return request;
    }

    private void Read()
    {
        var why = "The node's process has ended, or has closed the connection.";
        try
        {
            while (_stream.TryRead(out var frame))
            {
                Handle(new FrameReader(frame));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            why = exception.Message;
        }

        Lose($"The connection to the object store is lost: {why}");
    }

    private void Handle(FrameReader frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Done:
                var (offset, size) = (frame.Int64(), frame.Int64());
                frame.End();
                if (offset < 0 || size < 0 || offset > Arena.Capacity - size)
                {
                    throw new InvalidDataException($"the node says that an object has {size} bytes at {offset}, outside its memory.");
                }

                Succeed(Take(frame.Number), offset, size);
                break;
            case FrameKind.Refused:
                var (status, message) = ((RefusalStatus)frame.Byte(), frame.Text());
                frame.End();
                Fail(Take(frame.Number), ExceptionOf(status, message));
                break;
            case FrameKind.Farewell:
                var farewell = frame.Text();
                frame.End();
                if (frame.Number == StoreProtocol.NodeStops)
                {
                    Close(farewell);
                }
                else
                {
                    Lose(farewell);
                }

                break;
            case FrameKind.Collect:
                var generation = frame.Byte();
                frame.End();
                CollectSoon(Math.Min(generation, GC.MaxGeneration));
                break;
            default:
                throw new InvalidDataException($"the node sent a frame of kind {(byte)frame.Kind}.");
        }
    }

    private ClientRequest Take(ulong number)
    {
        lock (_lock)
        {
            return _requests.Remove(number, out var request) ? request : throw new InvalidDataException($"the node answered request {number}, which waits for none.");
        }
    }

    private void Succeed(ClientRequest request, long offset, long size)
    {
        _room.Release();
        if (request.Kind == FrameKind.Seal)
        {
            request.SetResult((offset, size));
            RemoveUse();
        }
        else if (!request.TrySetResult((offset, size)))
        {
            GiveBack(request);
            RemoveUse();
        }
    }

    private void Fail(ClientRequest request, Exception exception)
    {
        _room.Release();
        request.TrySetException(exception);
        RemoveUse();
    }

    // Nobody waited for it any more.
    private void GiveBack(ClientRequest request)
    {
        if (request.Kind == FrameKind.Create)
        {
            Tell(FrameKind.Abort, request.Number);
        }
        else
        {
            TellReleased(request.Kind == FrameKind.Get ? request.Number : request.Target, 1);
        }
    }

    private static Exception ExceptionOf(RefusalStatus status, string message) => status switch
    {
        RefusalStatus.Cancelled => new OperationCanceledException(message),
        RefusalStatus.Unknown => new KeyNotFoundException(message),
        RefusalStatus.TimedOut => new TimeoutException(message),
        RefusalStatus.Full => new ObjectStoreFullException(message),
        RefusalStatus.Lost => new ObjectLostException(message),
        RefusalStatus.Closed => new ObjectDisposedException(nameof(StoreClient), message),
        _ => new InvalidOperationException($"The node failed: {message}"),
    };

    private ObjectDisposedException Closed() => new(nameof(StoreClient), _closed);

    private void Close(string why)
    {
        lock (_lock)
        {
            _closed ??= why;
        }

        if (Interlocked.Exchange(ref _isLeft, 1) == 0)
        {
            _stream.Append(0, static (frames, _) => frames.Begin(FrameKind.Leave, 0).End());
            FlushSoon();
            RemoveUse();
        }
    }

    private void Lose(string why)
    {
        Volatile.Write(ref _isLost, 1);
        Close(why);
        ClientRequest[] requests;
        lock (_lock)
        {
            requests = [.. _requests.Values];
            _requests.Clear();
        }

        foreach (var request in requests)
        {
            Fail(request, Closed());
        }
    }

    // What finalizers give back goes the way of everything that is given back. Asked again meanwhile, it need not collect again.
    private void CollectSoon(int generation)
    {
        if (Interlocked.Exchange(ref _collects, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static what =>
                {
                    GC.Collect(what.generation, GCCollectionMode.Forced, blocking: true);
                    Volatile.Write(ref what.client._collects, 0);
                },
                (client: this, generation),
                preferLocal: false);
        }
    }

    private void FlushSoon()
    {
        if (Interlocked.Exchange(ref _flushes, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static client => client.Flush(), this, preferLocal: false);
        }
    }

    private void Flush()
    {
        Volatile.Write(ref _flushes, 0);
        try
        {
            _stream.Flush();
        }
        catch (IOException)
        {
            // Whoever reads sees it too, and tells those that wait.
        }

        if (Volatile.Read(ref _uses) == 0 && Interlocked.Exchange(ref _isGone, 1) == 0)
        {
            _stream.Dispose();
            Arena.Dispose();
        }
    }
}
