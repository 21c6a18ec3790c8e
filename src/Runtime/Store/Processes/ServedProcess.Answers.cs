namespace Orleans.Ray.Store;

/// <content>What may wait, and the answers.</content>
internal sealed partial class ServedProcess
{
    private async Task CreateAsync(ServedRequest request, long size, StoredObjectInfo info)
    {
        StoreWriter? writer = null;
        try
        {
            writer = await Store.CreateAsync(size, info, request.Token).ConfigureAwait(false);
            var entry = (StoreEntry)writer.Entry;
            entry.MakePresent();
            if (TryGive(request, new ServedObject(entry) { Writer = writer, IsOwned = true }))
            {
                Answer(request, entry.Block.Offset, size);
                return;
            }

            writer.Dispose();
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            Refuse(request, exception);
        }
    }

    private async Task GetAsync(ServedRequest request, ObjectId id, TimeSpan wait)
    {
        try
        {
            if (await Store.PinAsync(id, wait, request.Token).ConfigureAwait(false) is not { } entry)
            {
                var status = wait == TimeSpan.Zero ? RefusalStatus.Unknown : RefusalStatus.TimedOut;
                Refuse(request, status, wait == TimeSpan.Zero ? $"The node's object store has no object {id}." : $"The node's object store had no object {id} within {wait}.");
                return;
            }

            Store.AddHolder(entry, _holder);
            var (offset, size) = (entry.Block.Offset, entry.Size);
            if (TryGive(request, new ServedObject(entry) { Pins = 1 }))
            {
                Answer(request, offset, size);
                return;
            }

            Unpin(entry, 1);
        }
        catch (Exception exception)
        {
            Refuse(request, exception);
        }
    }

    private async Task PinAsync(ServedRequest request, ulong target, ServedObject held)
    {
        var entry = held.Entry;
        try
        {
            await Store.PinAsync(entry, request.Token).ConfigureAwait(false);
            Store.AddHolder(entry, _holder);
            var (offset, size) = (entry.Block.Offset, entry.Size);
            bool ended;
            lock (_lock)
            {
                ended = _ended;
                held.Asked--;
                held.Pins += ended ? 0 : 1;
            }

            if (ended)
            {
                Unpin(entry, 1);
            }

            Answer(request, offset, size);
        }
        catch (Exception exception)
        {
            lock (_lock)
            {
                held.Asked--;
                ForgetIfGoneNeedsLock(target, held);
            }

            Refuse(request, exception);
        }
    }

    /// <summary>The connection has it from now on; false where it has ended.</summary>
    private bool TryGive(ServedRequest request, ServedObject held)
    {
        lock (_lock)
        {
            return !_ended && _objects.TryAdd(request.Number, held);
        }
    }

    private void Refuse(ServedRequest request, Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException:
                Refuse(request, Volatile.Read(ref _closed) is null ? RefusalStatus.Cancelled : RefusalStatus.Closed, _closed ?? "The request was cancelled.");
                break;
            case ObjectStoreFullException:
                Refuse(request, RefusalStatus.Full, exception.Message);
                break;
            case ObjectLostException:
                Refuse(request, RefusalStatus.Lost, exception.Message);
                break;
            case ObjectDisposedException:
                Refuse(request, RefusalStatus.Closed, exception.Message);
                break;
            default:
                server.Log.ConnectionFailed(exception, _process);
                Refuse(request, RefusalStatus.Failed, exception.Message);
                break;
        }
    }

    private void Refuse(ServedRequest request, RefusalStatus status, string message)
    {
        Forget(request);
        Send(request.Number, status, message);
        FlushSoon();
    }

    private void Answer(ServedRequest request, long offset, long size)
    {
        Forget(request);
        _stream.Append((request.Number, offset, size), static (frames, answer) => frames.Begin(FrameKind.Done, answer.Number).Add(answer.offset).Add(answer.size).End());
        FlushSoon();
    }

    private void Send(ulong number, RefusalStatus status, string message) =>
        _stream.Append((number, status, message), static (frames, answer) => frames.Begin(FrameKind.Refused, answer.number).Add((byte)answer.status).AddText(answer.message, StoreProtocol.MaxMessage).End());

    private void Forget(ServedRequest request)
    {
        lock (_lock)
        {
            _waiting.Remove(request.Number);
        }
    }

    // The thread that reads sends what it has answered before it waits for more.
    private void FlushSoon()
    {
        if (Thread.CurrentThread != _reader)
        {
            SendFromAside();
        }
    }

    private void SendFromAside()
    {
        lock (_lock)
        {
            if (_ended)
            {
                return;
            }

            if (_sender is null)
            {
                _sender = new Thread(SendAnswers) { IsBackground = true, Name = "Ray object store answers" };
                _sender.UnsafeStart();
            }
        }

        _answers.Release();
    }

    private void SendAnswers()
    {
        try
        {
            while (true)
            {
                _answers.Wait();
                if (Volatile.Read(ref _ended))
                {
                    return;
                }

                _stream.Flush();
            }
        }
        catch (IOException)
        {
            // The client has died or closed. Whoever reads sees it too.
        }
    }
}
