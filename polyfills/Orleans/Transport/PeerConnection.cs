using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>A connection whose two sides have introduced themselves.</summary>
internal sealed class PeerConnection
{
    private readonly IFrameConnection _connection;
    private readonly string _clusterId;
    private readonly Action<PeerConnection, ReadOnlyMemory<byte>> _receive;
    private readonly IFrameFaults? _faults;
    private readonly TaskCompletionSource<Hello> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PeerConnection(
        IFrameConnection connection,
        Hello own,
        Action<PeerConnection, ReadOnlyMemory<byte>> receive,
        Action<PeerConnection>? introduced,
        IFrameFaults? faults)
    {
        _faults = faults;
        _connection = connection;
        _clusterId = own.ClusterId;
        _receive = receive;
        Introduced = introduced;
        connection.TrySend(own.Encode());
        connection.Start(OnFrame);
    }

    public Hello Peer => _hello.Task.Result;

    public Task Closed => _connection.Closed;

    private Action<PeerConnection>? Introduced { get; }

    public bool TrySend(ReadOnlyMemory<byte> frame) => _connection.TrySend(frame);

    public async Task WaitForHelloAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(_hello.Task, _connection.Closed).WaitAsync(timeout, cancellationToken);
        if (first != _hello.Task)
        {
            throw new ConnectionFailedException("The other side closed the connection at once.");
        }

        await _hello.Task;
    }

    public ValueTask CloseAsync() => _connection.DisposeAsync();

    private void OnFrame(ReadOnlyMemory<byte> frame)
    {
        if (_hello.Task.IsCompleted)
        {
            if (_faults is not null)
            {
                _faults.OnArrival(Peer.Silo, frame, frame => _receive(this, frame));
                return;
            }

            // No order is promised: frames are handled in parallel.
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.connection._receive(item.connection, item.frame), (connection: this, frame), preferLocal: false);
            return;
        }

        var hello = Hello.Decode(frame);
        if (hello.ClusterId != _clusterId)
        {
            _hello.SetException(new ConnectionFailedException($"The other side belongs to cluster '{hello.ClusterId}', not '{_clusterId}'."));
            _ = _connection.DisposeAsync().AsTask();
            return;
        }

        _hello.SetResult(hello);
        Introduced?.Invoke(this);
    }
}
