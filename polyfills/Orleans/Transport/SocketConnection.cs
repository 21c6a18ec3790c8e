using System.Net.Sockets;

namespace Orleans.Runtime;

/// <summary>
/// Frames over a stream socket.
/// </summary>
/// <remarks>
/// States: open → closing (takes no more frames; what is queued still goes out, then the sending side is shut down) →
/// closed (the socket is disposed of). An error, the other side's end of stream or <see cref="Abort"/> lead from any state
/// to closed; where the end is waited for (<see cref="WhenOtherEndedAsync"/>), it is one only when this side has closed as well. Frames that were queued then, and not handed to the socket, are left for <see cref="TakeUnsent"/>; of
/// those handed to it nobody can know whether they arrived.
/// <para>
/// Buffers: a frame that is accepted is copied into a pooled slab of the queue (a large one brings its own array), which
/// returns to the pool when the socket has taken it. What arrives lies in a <see cref="ReceiveBuffer"/>, which the receiving side and every
/// batch of frames being handled hold.
/// </para>
/// </remarks>
internal sealed partial class SocketConnection : IFrameConnection
{
    // How long the other side may take to read the rest once this one has closed.
    private static readonly TimeSpan CloseGrace = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly FrameLimits _limits;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _otherEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketConnection(Socket socket, FrameLimits limits, TimeProvider time, long maxQueuedBytes = DefaultMaxQueuedBytes, QuickExchangeLimits? quick = null)
    {
        _maxQueuedBytes = maxQueuedBytes;
        _socket = socket;
        _limits = limits;
        _time = time;
        _quick = quick ?? QuickExchangeLimits.Default;
        _receiver = new ReceiveOperation(this);
        _sender = new SendOperation(this);
        _watch = CreateWatch();

        // A thread that looks for the next frame must not wait for it.
        socket.Blocking = false;
    }

    public Task Closed => _closed.Task;

    public Exception? CloseReason { get; private set; }

    /// <summary>What the thread that handles a lone frame will go on with, unless somebody else does.</summary>
    internal ReceiveBuffer? Lent => Volatile.Read(ref _lent)?.Buffer;

    public Task WhenOtherEndedAsync()
    {
        _awaitsEnd = true;
        return Task.WhenAny(_otherEnded.Task, Closed);
    }

    public async Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosing = true;
            if (!_isSending)
            {
                ShutDownSending();
            }
        }

        if (!await _closed.Task.EndsWithinAsync(CloseGrace, _time).ConfigureAwait(false))
        {
            Abort();
        }
    }

    public void Abort(Exception? reason = null)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosing = _isClosed = true;
            CloseReason = reason;
        }

        _watch.Dispose();
        Interlocked.Exchange(ref _lent, null)?.Buffer!.Release();
        _socket.Dispose();
        _receiver.Dispose();
        _sender.Dispose();
        _closed.SetResult();
    }

    private void ShutDownSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was faster: the receiving side learns it and closes.
        }

        if (_isAtEnd)
        {
            // Nothing more comes that would say that the other side has read it.
            Abort();
        }
    }
}
