namespace Orleans.Runtime;

/// <summary>One side of a connection between two parts of this process.</summary>
/// <remarks>
/// A side that closes sends a last thing, behind its frames: the end. When that has come to the other side, and all before it has been
/// handled there, it sends its own end back, unless it waits for this moment and has something to send yet; when that has come in the
/// same way, the connection is closed.
/// </remarks>
internal sealed class InProcessConnection : IFrameConnection, IThreadPoolWorkItem
{
    // As for sockets: how long the other side may take to read the rest.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<byte[]?> _incoming = new();
    private readonly TaskCompletionSource _closed;
    private readonly TaskCompletionSource _otherEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InProcessConnection? _peer;
    private IFrameReceiver? _receiver;
    private bool _isIntroduced;
    private bool _discards;
    private bool _isDelivering;
    private bool _hasEnd;
    private bool _isAtEnd;
    private bool _awaitsEnd;
    private int _handling;

    private InProcessConnection(TaskCompletionSource closed) => _closed = closed;

    public Task Closed => _closed.Task;

    public Exception? CloseReason { get; private set; }

    public static (IFrameConnection Near, IFrameConnection Far) CreatePair()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var near = new InProcessConnection(closed);
        var far = new InProcessConnection(closed) { _peer = near };
        near._peer = far;
        return (near, far);
    }

    public void Start(IFrameReceiver receiver)
    {
        lock (_gate)
        {
            _receiver = receiver;
            if (_incoming.Count == 0 || _isDelivering)
            {
                return;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public SendResult TrySend(Frame frame)
    {
        if (_closed.Task.IsCompleted || !_peer!.TryEnqueue(frame.Memory.ToArray()))
        {
            return SendResult.Closed;
        }

        frame.Dispose();
        return SendResult.Sent;
    }

    public Task WhenOtherEndedAsync()
    {
        lock (_gate)
        {
            _awaitsEnd = true;
        }

        return Task.WhenAny(_otherEnded.Task, Closed);
    }

    public async Task CloseAsync()
    {
        if (_receiver is null || _peer!._receiver is null)
        {
            Abort();
            return;
        }

        _peer.TryEnqueue(null);
        if (!await _closed.Task.EndsWithinAsync(CloseGrace, TimeProvider.System).ConfigureAwait(false))
        {
            Abort();
        }
    }

    public void Abort(Exception? reason = null)
    {
        CloseReason ??= reason;
        _closed.TrySetResult();
    }

    // What was sent is at the other side.
    public IReadOnlyList<byte[]> TakeUnsent() => [];

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            byte[]? frame;
            lock (_gate)
            {
                if (!_incoming.TryDequeue(out frame))
                {
                    _isDelivering = false;
                    return;
                }
            }

            if (frame is null)
            {
                lock (_gate)
                {
                    _isAtEnd = true;
                }

                EndWhenHandled();
                continue;
            }

            try
            {
                Deliver(frame);
            }
            catch (Exception exception)
            {
                Abort(exception);
            }
        }
    }

    private void Deliver(byte[] frame)
    {
        _receiver!.OnBytes();
        if (!_isIntroduced)
        {
            _isIntroduced = true;
            _discards = !_receiver.OnHello(frame);
        }
        else if (!_discards)
        {
            lock (_gate)
            {
                _handling++;
            }

            ThreadPool.UnsafeQueueUserWorkItem(static item => item.connection.Handle(item.frame), (connection: this, frame), preferLocal: false);
        }
    }

    private void Handle(byte[] frame)
    {
        try
        {
            _receiver!.OnFrame(frame);
        }
        catch (Exception exception)
        {
            Abort(exception);
        }

        lock (_gate)
        {
            _handling--;
        }

        EndWhenHandled();
    }

    private void EndWhenHandled()
    {
        lock (_gate)
        {
            if (!_isAtEnd || _handling > 0)
            {
                return;
            }

            _isAtEnd = false;
            if (_awaitsEnd && !_peer!.HasEnd)
            {
                _otherEnded.TrySetResult();
                return;
            }
        }

        if (!_peer!.TryEnqueue(null))
        {
            _closed.TrySetResult();
        }
    }

    private bool HasEnd => Volatile.Read(ref _hasEnd);

    private bool TryEnqueue(byte[]? frame)
    {
        lock (_gate)
        {
            if (_hasEnd)
            {
                return false;
            }

            _hasEnd = frame is null;
            _incoming.Enqueue(frame);
            if (_receiver is null || _isDelivering)
            {
                return true;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }
}
