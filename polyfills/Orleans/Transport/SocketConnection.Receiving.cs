using System.Diagnostics;
using System.Net.Sockets;

namespace Orleans.Runtime;

internal sealed partial class SocketConnection
{
    private const int ReceiveCapacity = 64 * 1024;

    // With less room than this a buffer is replaced rather than filled up.
    private const int MinimumRoom = 8 * 1024;
    private const int FramesPerBatch = 32;

    private readonly ReceiveOperation _receiver;
    private IFrameReceiver? _target;
    private bool _isIntroduced;
    private bool _discards;

    // Batches of frames, counted before the receive is started that may find the end.
    private int _handling;
    private volatile bool _awaitsEnd;
    private volatile bool _isAtEnd;

    public void Start(IFrameReceiver receiver)
    {
        _target = receiver;
        Receive(new ReceiveBuffer(ReceiveCapacity));
    }

    private void Receive(ReceiveBuffer buffer)
    {
        _waitBegan = Stopwatch.GetTimestamp();
        if (!_receiver.Start(buffer))
        {
            // Something was there already: another thread goes on, so that this one can handle what it has.
            ThreadPool.UnsafeQueueUserWorkItem(_receiver, preferLocal: false);
        }
    }

    // One receive is under way at a time. The next one is started before the frames of this one are handled, so that a
    // slow handler holds up nobody else; a lone frame of a quick exchange is the exception.
    private void OnReceived(ReceiveBuffer buffer, int count, Exception? error)
    {
        NoteWait();
        while (true)
        {
            if (count == 0)
            {
                buffer.Release();
                OnEnd(error);
                return;
            }

            int start, frames, missing;
            buffer.Filled += count;
            try
            {
                _target!.OnBytes();
                TakeHello(buffer);
                start = buffer.Handed;
                frames = FindFrames(buffer, out missing);
            }
            catch (Exception exception)
            {
                buffer.Release();
                Abort(exception);
                return;
            }

            if (frames == 0)
            {
                Receive(WithRoom(buffer, missing));
                return;
            }

            var end = buffer.Handed;
            buffer.Hold();
            Interlocked.Increment(ref _handling);
            var next = WithRoom(buffer, missing);
            if (frames > 1 || next.Pending.Length > 0 || !IsQuickExchange())
            {
                Receive(next);
                Handle(buffer, start, end, frames);
                return;
            }

            if (!HandleLone(buffer, start, end, next))
            {
                return;
            }

            if (!TryReceiveSoon(next, out count, out error))
            {
                Receive(next);
                return;
            }

            buffer = next;
        }
    }

    private void TakeHello(ReceiveBuffer buffer)
    {
        if (_isIntroduced)
        {
            return;
        }

        var length = _target!.HelloLimits.ReadLength(buffer.Pending);
        if (length == 0 || length > buffer.Pending.Length)
        {
            return;
        }

        _isIntroduced = true;
        _discards = !_target.OnHello(buffer.Slice(buffer.Handed, length));
        buffer.Handed += length;
    }

    /// <summary>Hands on the complete frames. <paramref name="missing"/> is what the first incomplete one still lacks, as far as that is known.</summary>
    private int FindFrames(ReceiveBuffer buffer, out int missing)
    {
        var frames = 0;
        missing = 0;
        if (_discards)
        {
            buffer.Handed = buffer.Filled;
            return frames;
        }

        while (true)
        {
            var pending = buffer.Pending;
            var length = (_isIntroduced ? _limits : _target!.HelloLimits).ReadLength(pending);
            if (length == 0 || length > pending.Length || !_isIntroduced)
            {
                missing = Math.Max(0, length - pending.Length);
                return frames;
            }

            buffer.Handed += length;
            frames++;
        }
    }

    /// <summary>
    /// The buffer to go on with: this one, or one with more room that takes over the incomplete frame. It grows with what has
    /// arrived, never ahead of it to a length that was only announced.
    /// </summary>
    private static ReceiveBuffer WithRoom(ReceiveBuffer buffer, int missing)
    {
        if (buffer.Free >= MinimumRoom || (missing > 0 && buffer.Free >= missing))
        {
            return buffer;
        }

        var pending = buffer.Pending;
        var capacity = Math.Min(2L * pending.Length, (long)pending.Length + missing);
        var larger = new ReceiveBuffer((int)Math.Max(capacity, pending.Length + ReceiveCapacity));
        pending.CopyTo(larger.Array);
        larger.Filled = pending.Length;
        buffer.Release();
        return larger;
    }

    private void Handle(ReceiveBuffer buffer, int start, int end, int frames)
    {
        while (frames > FramesPerBatch)
        {
            var batchStart = start;
            for (var i = 0; i < FramesPerBatch; i++)
            {
                start += _limits.ReadLength(buffer.Array.AsSpan(start));
            }

            frames -= FramesPerBatch;
            buffer.Hold();
            Interlocked.Increment(ref _handling);
            ThreadPool.UnsafeQueueUserWorkItem(new FrameBatch(this, buffer, batchStart, start), preferLocal: false);
        }

        HandleBatch(buffer, start, end);
    }

    private void HandleBatch(ReceiveBuffer buffer, int start, int end)
    {
        try
        {
            while (start < end)
            {
                var length = _limits.ReadLength(buffer.Array.AsSpan(start));
                _target!.OnFrame(buffer.Slice(start, length));
                start += length;
            }
        }
        catch (Exception exception)
        {
            Abort(exception);
        }
        finally
        {
            buffer.Release();
            if (Interlocked.Decrement(ref _handling) == 0 && _isAtEnd)
            {
                _otherEnded.TrySetResult();
            }
        }
    }

    private void OnEnd(Exception? error)
    {
        if (!_awaitsEnd || error is not null)
        {
            Abort(error);
            return;
        }

        bool isOver;
        lock (_gate)
        {
            _isAtEnd = true;
            isOver = _hasShutDown;
        }

        Interlocked.MemoryBarrier();

        // Either this sees that nothing is being handled, or whoever is done last sees the end.
        if (isOver)
        {
            Abort();
        }
        else if (Volatile.Read(ref _handling) == 0)
        {
            _otherEnded.TrySetResult();
        }
    }

    private sealed class FrameBatch(SocketConnection connection, ReceiveBuffer buffer, int start, int end) : IThreadPoolWorkItem
    {
        public void Execute() => connection.HandleBatch(buffer, start, end);
    }

    private sealed class ReceiveOperation(SocketConnection connection) : SocketAsyncEventArgs(true), IThreadPoolWorkItem
    {
        private ReceiveBuffer? _buffer;

        /// <summary>False when it has ended already: the caller sees to it that <see cref="Execute"/> runs.</summary>
        public bool Start(ReceiveBuffer buffer)
        {
            _buffer = buffer;
            try
            {
                SetBuffer(buffer.Array, buffer.Filled, buffer.Free);
                return connection._socket.ReceiveAsync(this);
            }
            catch (ObjectDisposedException)
            {
                buffer.Release();
                return true;
            }
        }

        public void Execute()
        {
            var buffer = _buffer!;
            _buffer = null;
            connection.OnReceived(
                buffer,
                SocketError == SocketError.Success ? BytesTransferred : 0,
                SocketError is SocketError.Success or SocketError.OperationAborted ? null : new SocketException((int)SocketError));
        }

        protected override void OnCompleted(SocketAsyncEventArgs e) => Execute();
    }
}
