namespace Orleans.Runtime;

/// <summary>
/// What carries frames to another silo: one connection at a time, opened when there is a frame to send.
/// </summary>
/// <remarks>
/// States: idle (no connection; the next frame opens one) → opening (frames wait, up to a limit) → open (frames go out) → idle when
/// the connection closes, whoever closed it; or opening → failed (frames are rejected at once, until the retry delay is
/// over) → idle. A connection that the other side opened leads from any state to open.
/// <para>
/// A frame that a closed connection had not begun to send is sent again, once; when that connection closes as well, its request
/// is rejected. Of a frame that was handed to a socket nobody knows whether it arrived: its caller learns of the silo's death, or its
/// time runs out. A frame that finds the queue of the connection full is rejected: the other side has stopped reading, and waiting
/// would only tie up its sender.
/// </para>
/// </remarks>
internal sealed class SiloLane(SiloConnections owner, SiloAddress target)
{
    private const long MaxWaitingBytes = 64L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<byte[]> _waiting = [];
    private long _waitingBytes;
    private PeerConnection? _connection;
    private bool _isOpening;
    private Task _opening = Task.CompletedTask;
    private Exception? _failure;
    private long _failedAt;

    public bool IsOpen => Volatile.Read(ref _connection) is not null;

    /// <summary>Completed while none is being opened.</summary>
    public Task Opening
    {
        get
        {
            lock (_gate)
            {
                return _opening;
            }
        }
    }

    public void Send(Frame frame)
    {
        var connection = Volatile.Read(ref _connection);
        switch (connection?.TrySend(frame) ?? SendResult.Closed)
        {
            case SendResult.Closed:
                SendSlow(frame.Memory.ToArray(), connection);
                frame.Dispose();
                break;
            case SendResult.Overloaded:
                Reject(frame.Memory, "it does not read what is sent to it", null);
                frame.Dispose();
                break;
        }
    }

    /// <summary>Frames that a closed connection had not sent.</summary>
    public void SendAgain(IReadOnlyList<byte[]> frames, PeerConnection? closed)
    {
        foreach (var frame in frames)
        {
            if (MessageCodec.TryMarkSentAgain(frame))
            {
                SendSlow(frame, closed);
            }
            else
            {
                Reject(frame, "the connection to it broke twice", null);
            }
        }
    }

    public void Use(PeerConnection connection)
    {
        byte[][] waiting;
        lock (_gate)
        {
            Volatile.Write(ref _connection, connection);
            _failure = null;
            waiting = TakeWaitingNeedsLock();
        }

        foreach (var bytes in waiting)
        {
            var frame = Frame.Copy(bytes);
            switch (connection.TrySend(frame))
            {
                case SendResult.Closed:
                    frame.Dispose();
                    SendAgain([bytes], connection);
                    break;
                case SendResult.Overloaded:
                    frame.Dispose();
                    Reject(bytes, "it does not read what is sent to it", null);
                    break;
            }
        }
    }

    public void Forget(PeerConnection connection) => Interlocked.CompareExchange(ref _connection, null, connection);

    private void SendSlow(byte[] frame, PeerConnection? closed)
    {
        Exception? failure;
        lock (_gate)
        {
            if (ReferenceEquals(_connection, closed))
            {
                Volatile.Write(ref _connection, null);
            }

            if (_connection is not null)
            {
                failure = null;
            }
            else if (_failure is not null && owner.Time.GetElapsedTime(_failedAt) < owner.RetryDelay)
            {
                failure = _failure;
            }
            else if (_waitingBytes >= MaxWaitingBytes)
            {
                failure = new InvalidOperationException("too many messages wait for a connection to it");
            }
            else
            {
                _waiting.Add(frame);
                _waitingBytes += frame.Length;
                if (!_isOpening)
                {
                    _isOpening = true;
                    _opening = OpenAsync();
                }

                return;
            }
        }

        if (failure is null)
        {
            Send(Frame.Copy(frame));
        }
        else
        {
            Reject(frame, failure.Message, failure);
        }
    }

    private async Task OpenAsync()
    {
        // Whoever sends does not connect.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var connection = await owner.OpenAsync(target).ConfigureAwait(false);
            lock (_gate)
            {
                _isOpening = false;
            }

            Use(connection);
        }
        catch (Exception exception)
        {
            byte[][] waiting;
            lock (_gate)
            {
                _isOpening = false;
                _failure = exception;
                _failedAt = owner.Time.GetTimestamp();
                waiting = TakeWaitingNeedsLock();
            }

            foreach (var frame in waiting)
            {
                Reject(frame, exception.Message, exception);
            }
        }
    }

    private byte[][] TakeWaitingNeedsLock()
    {
        byte[][] waiting = [.. _waiting];
        _waiting.Clear();
        _waitingBytes = 0;
        return waiting;
    }

    private void Reject(ReadOnlyMemory<byte> frame, string reason, Exception? exception) => owner.Runtime.RejectUnsent(target, frame, reason, exception);
}
