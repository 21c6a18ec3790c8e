using System.Buffers;
using System.Net.Sockets;

namespace Orleans.Runtime;

internal sealed partial class SocketConnection
{
    // Beyond this, what is still to be sent means that the other side has stopped reading.
    private const long DefaultMaxQueuedBytes = 256L * 1024 * 1024;
    private const int SlabCapacity = 64 * 1024;
    private const int LargeFrame = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly long _maxQueuedBytes;
    private readonly SendOperation _sender;
    private readonly Queue<Slab> _queue = new();
    private Slab _tail;
    private long _queuedBytes;
    private int _lastFrames;
    private bool _isSending;
    private bool _isClosing;
    private bool _isClosed;
    private bool _hasShutDown;

    public SendResult TrySend(Frame frame)
    {
        bool isBusy;
        lock (_gate)
        {
            if (_isClosing)
            {
                return SendResult.Closed;
            }

            if (_queuedBytes >= _maxQueuedBytes)
            {
                return SendResult.Overloaded;
            }

            Append(frame);
            if (_isSending)
            {
                return SendResult.Sent;
            }

            _isSending = true;
            isBusy = _lastFrames > 1;
        }

        // A lone frame is best sent at once, by its sender. When the last write took several, others are about to send, too: what
        // is queued behind them on the thread pool finds their frames as well, and sends all with one call.
        if (isBusy)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_sender, preferLocal: false);
        }
        else if (TryTakeNext(out var slab) && _sender.Start(slab) && !EndWhenEmpty())
        {
            // The sender has other things to do than to send what others have queued meanwhile.
            ThreadPool.UnsafeQueueUserWorkItem(_sender, preferLocal: false);
        }

        return SendResult.Sent;
    }

    public IReadOnlyList<byte[]> TakeUnsent()
    {
        var unsent = new List<byte[]>();
        lock (_gate)
        {
            while (TryTakeSlab(out var slab))
            {
                for (var rest = slab.Array.AsSpan(0, slab.Length); rest.Length > 0;)
                {
                    var length = _limits.ReadLength(rest);
                    unsent.Add(rest[..length].ToArray());
                    rest = rest[length..];
                }

                ArrayPool<byte>.Shared.Return(slab.Array);
            }

            _queuedBytes = 0;
        }

        return unsent;
    }

    private void Append(Frame frame)
    {
        var length = frame.Length;
        _queuedBytes += length;
        if (length > LargeFrame)
        {
            if (_tail.Length > 0)
            {
                _queue.Enqueue(_tail);
                _tail = default;
            }

            _queue.Enqueue(new Slab(frame.TakeArray(), length, 1));
            return;
        }

        if (_tail.Array is null || _tail.Array.Length - _tail.Length < length)
        {
            if (_tail.Length > 0)
            {
                _queue.Enqueue(_tail);
            }

            _tail = new Slab(ArrayPool<byte>.Shared.Rent(SlabCapacity), 0, 0);
        }

        frame.Memory.Span.CopyTo(_tail.Array.AsSpan(_tail.Length));
        _tail = new Slab(_tail.Array, _tail.Length + length, _tail.Frames + 1);
        frame.Dispose();
    }

    private bool TryTakeSlab(out Slab slab)
    {
        if (_queue.TryDequeue(out slab))
        {
            return true;
        }

        slab = _tail;
        _tail = default;
        return slab.Length > 0;
    }

    // Runs while _isSending is set, which only it clears: there is never more than one.
    private void SendQueued()
    {
        while (TryTakeNext(out var slab))
        {
            if (!_sender.Start(slab))
            {
                return;
            }
        }
    }

    private bool TryTakeNext(out Slab slab)
    {
        lock (_gate)
        {
            slab = default;
            if (EndWhenEmptyNeedsLock() || !TryTakeSlab(out slab))
            {
                return false;
            }

            _lastFrames = slab.Frames;
            return true;
        }
    }

    private bool EndWhenEmpty()
    {
        lock (_gate)
        {
            return EndWhenEmptyNeedsLock();
        }
    }

    private bool EndWhenEmptyNeedsLock()
    {
        if (!_isClosed && (_tail.Length > 0 || _queue.Count > 0))
        {
            return false;
        }

        _isSending = false;
        if (_isClosing && !_isClosed)
        {
            ShutDownSending();
        }

        return true;
    }

    private void OnSlabSent(Slab slab)
    {
        ArrayPool<byte>.Shared.Return(slab.Array);
        lock (_gate)
        {
            _queuedBytes -= slab.Length;
        }
    }

    /// <summary>Some frames, one behind the other.</summary>
    private readonly record struct Slab(byte[] Array, int Length, int Frames);

    private sealed class SendOperation(SocketConnection connection) : SocketAsyncEventArgs(true), IThreadPoolWorkItem
    {
        private Slab _slab;
        private int _sent;

        /// <summary>True when all is sent; false when that goes on elsewhere, or the connection is closed.</summary>
        public bool Start(Slab slab)
        {
            _slab = slab;
            _sent = 0;
            return Continue();
        }

        public void Execute() => connection.SendQueued();

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            if (TryAdvance() && (_sent == _slab.Length ? Finish() : Continue()))
            {
                connection.SendQueued();
            }
        }

        // Only here is anything touched that throws once the connection has been closed, which can be at any moment.
        private bool Continue()
        {
            try
            {
                SetBuffer(_slab.Array, _sent, _slab.Length - _sent);
                while (!connection._socket.SendAsync(this))
                {
                    if (!TryAdvance())
                    {
                        return false;
                    }

                    if (_sent == _slab.Length)
                    {
                        return Finish();
                    }

                    SetBuffer(_sent, _slab.Length - _sent);
                }
            }
            catch (ObjectDisposedException)
            {
                Finish();
            }

            return false;
        }

        private bool TryAdvance()
        {
            if (SocketError == SocketError.Success)
            {
                _sent += BytesTransferred;
                return true;
            }

            Finish();
            connection.Abort(SocketError == SocketError.OperationAborted ? null : new SocketException((int)SocketError));
            return false;
        }

        private bool Finish()
        {
            var slab = _slab;
            _slab = default;
            connection.OnSlabSent(slab);
            return true;
        }
    }
}
