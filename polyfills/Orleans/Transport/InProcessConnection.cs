namespace Orleans.Runtime;

/// <summary>One side of a connection between two parts of this process.</summary>
internal sealed class InProcessConnection : IFrameConnection, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _incoming = new();
    private readonly TaskCompletionSource _closed;
    private InProcessConnection? _peer;
    private IFrameReceiver? _receiver;
    private bool _isIntroduced;
    private bool _discards;
    private bool _isDelivering;

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
        if (_closed.Task.IsCompleted)
        {
            return SendResult.Closed;
        }

        _peer!.Enqueue(frame.Memory.ToArray());
        frame.Dispose();
        return SendResult.Sent;
    }

    public Task CloseAsync()
    {
        Abort();
        return Task.CompletedTask;
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
    }

    private void Enqueue(byte[] frame)
    {
        lock (_gate)
        {
            _incoming.Enqueue(frame);
            if (_receiver is null || _isDelivering)
            {
                return;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
