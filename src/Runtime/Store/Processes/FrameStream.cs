using System.Buffers.Binary;
using System.Net.Sockets;

namespace Orleans.Ray.Store;

/// <summary>
/// A socket's frames. One thread reads, and blocks in the system while it does: a pool that is busy with tasks keeps no request waiting. Any thread appends; whoever flushes sends what has come together since.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="flushesBeforeReading">Whether the thread that reads sends what is pending before it blocks. Of the two sides only one may do so: they might block each other.</param>
internal sealed class FrameStream(Socket socket, bool flushesBeforeReading) : IDisposable
{
    private const int ReadCapacity = 64 * 1024;

    private readonly Lock _appending = new();
    private readonly Lock _sending = new();
    private readonly byte[] _read = new byte[ReadCapacity];
    private FrameBuffer _pending = new();
    private FrameBuffer _sent = new();
    private int _start;
    private int _end;

    /// <summary>Whether something has yet to be sent.</summary>
    public bool HasPending
    {
        get
        {
            lock (_appending)
            {
                return _pending.Length > 0;
            }
        }
    }

    /// <summary>Reads so many bytes of a greeting.</summary>
    /// <exception cref="IOException">The other side closed, or said nothing in time.</exception>
    public void ReadGreeting(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!HasArrived(StoreProtocol.GreetingTimeout))
            {
                throw new IOException($"The other side of the socket said nothing for {StoreProtocol.GreetingTimeout}.");
            }

            var received = Receive(bytes);
            bytes = received > 0 ? bytes[received..] : throw new IOException("The other side closed the connection before it had said what it is.");
        }
    }

    public void WriteGreeting(ReadOnlySpan<byte> bytes) => Send(bytes);

    /// <summary>The next frame, good until the next call; false at the end of the connection.</summary>
    /// <exception cref="InvalidDataException">What comes is no frame.</exception>
    /// <exception cref="IOException">The connection is broken.</exception>
    public bool TryRead(out ReadOnlySpan<byte> frame)
    {
        while (true)
        {
            var rest = _read.AsSpan(_start, _end - _start);
            if (rest.Length >= sizeof(uint))
            {
                var length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                if (length > StoreProtocol.MaxFrame)
                {
                    throw new InvalidDataException($"A frame of {length} bytes is longer than the {StoreProtocol.MaxFrame} that there may be.");
                }

                if (rest.Length - sizeof(uint) >= length)
                {
                    frame = rest.Slice(sizeof(uint), (int)length);
                    _start += sizeof(uint) + (int)length;
                    return true;
                }
            }

            if (flushesBeforeReading)
            {
                Flush();
            }

            rest.CopyTo(_read);
            (_start, _end) = (0, rest.Length);
            var received = Receive(_read.AsSpan(_end));
            if (received == 0)
            {
                frame = default;
                return false;
            }

            _end += received;
        }
    }

    /// <summary>Reads what comes until the other side closes, and looks at none of it.</summary>
    public void Drain()
    {
        while (Receive(_read) > 0)
        {
        }
    }

    public void Append<TState>(TState state, Action<FrameBuffer, TState> append)
    {
        lock (_appending)
        {
            append(_pending, state);
        }
    }

    /// <summary>Sends what was appended before; blocks while the other side does not read.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    public void Flush()
    {
        lock (_sending)
        {
            lock (_appending)
            {
                (_pending, _sent) = (_sent, _pending);
            }

            if (_sent.Length == 0)
            {
                return;
            }

            try
            {
                Send(_sent.Bytes);
            }
            finally
            {
                _sent.Clear();
            }
        }
    }

    /// <summary>Ends the connection: readers see its end at once, senders fail.</summary>
    public void Dispose()
    {
        try
        {
            // A thread that is in the system, waiting for bytes, is woken by this alone.
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was quicker.
        }

        socket.Dispose();
    }

    private bool HasArrived(TimeSpan limit)
    {
        try
        {
            return socket.Poll(limit, SelectMode.SelectRead);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw Broken(exception);
        }
    }

    private int Receive(Span<byte> bytes)
    {
        try
        {
            return socket.Receive(bytes, SocketFlags.None);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw Broken(exception);
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[socket.Send(bytes, SocketFlags.None)..];
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw Broken(exception);
        }
    }

    private static IOException Broken(Exception exception) => new($"The connection is broken: {exception.Message}", exception);
}
