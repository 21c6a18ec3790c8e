namespace Orleans.Runtime;

internal sealed class InProcessConnection : IFrameConnection, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadOnlyMemory<byte>> _incoming = new();
    private readonly TaskCompletionSource _closed;
    private InProcessConnection? _peer;
    private Action<ReadOnlyMemory<byte>>? _receive;
    private bool _isDelivering;

    private InProcessConnection(TaskCompletionSource closed) => _closed = closed;

    public Task Closed => _closed.Task;

    public static (IFrameConnection Near, IFrameConnection Far) CreatePair()
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var near = new InProcessConnection(closed);
        var far = new InProcessConnection(closed) { _peer = near };
        near._peer = far;
        return (near, far);
    }

    public void Start(Action<ReadOnlyMemory<byte>> receive)
    {
        lock (_gate)
        {
            _receive = receive;
            if (_incoming.Count == 0 || _isDelivering)
            {
                return;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public bool TrySend(ReadOnlyMemory<byte> frame) => !_closed.Task.IsCompleted && _peer!.Enqueue(frame);

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        return default;
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            ReadOnlyMemory<byte> frame;
            lock (_gate)
            {
                if (!_incoming.TryDequeue(out frame))
                {
                    _isDelivering = false;
                    return;
                }
            }

            _receive!(frame);
        }
    }

    private bool Enqueue(ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            _incoming.Enqueue(frame);
            if (_receive is null || _isDelivering)
            {
                return true;
            }

            _isDelivering = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }
}
