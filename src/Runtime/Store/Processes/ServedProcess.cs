using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Orleans.Ray.Store;

/// <summary>One other process that uses the store, and all that it has of it.</summary>
/// <remarks>
/// <para><b>States.</b> Greeting → open → closed → ended, or from any of them at once to ended.</para>
/// <list type="table">
/// <item><term>open</term><description>Requests are done.</description></item>
/// <item><term>closed</term><description>The client left, broke the protocol, or the server stops: what waits is cancelled, holds are given up, and new requests are refused. Releases, aborts and deletes are still done, except after the
/// protocol was broken, when nothing is looked at. Pins and unsealed creations stay, since the client may be using them.</description></item>
/// <item><term>ended</term><description>The client has closed, or has died. Everything is given back. A request that gets something after that gives it back itself.</description></item>
/// </list>
/// <para>The thread that reads never waits for memory, a file, or another request. Answers to what did wait are sent by a second thread, made when there is one, so that a client that does not read blocks nobody of the node.</para>
/// </remarks>
internal sealed partial class ServedProcess(StoreServer server, Socket socket)
{
    private readonly FrameStream _stream = new(socket, flushesBeforeReading: true);
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, ServedObject> _objects = [];
    private readonly Dictionary<ulong, ServedRequest> _waiting = [];
    private readonly SemaphoreSlim _answers = new(0);
    private Thread? _reader;
    private Thread? _sender;
    private uint _process;
    private string _holder = string.Empty;
    private ulong _lastNumber;
    private string? _closed;
    private bool _greeted;
    private bool _ended;

    private ObjectStore Store => server.Store;

    public void Start()
    {
        _reader = new Thread(Run) { IsBackground = true, Name = "Ray object store client" };
        _reader.UnsafeStart();
    }

    /// <summary>Does nothing new for the client, and asks it to leave.</summary>
    public void SayFarewell(string reason) => SayFarewell(StoreProtocol.NodeStops, reason);

    private void SayFarewell(ulong kind, string reason)
    {
        Close(reason);
        lock (_lock)
        {
            if (!_greeted)
            {
                // It waits for something else.
                _stream.Dispose();
                return;
            }
        }

        _stream.Append((kind, reason), static (frames, farewell) => frames.Begin(FrameKind.Farewell, farewell.kind).AddText(farewell.reason, StoreProtocol.MaxMessage).End());
        SendFromAside();
    }

    /// <summary>Has the client collect garbage.</summary>
    public void AskToCollect(int generation)
    {
        lock (_lock)
        {
            if (!_greeted || _closed is not null || _stream.HasPending)
            {
                // It is no use to ask one that does not read.
                return;
            }
        }

        _stream.Append(generation, static (frames, generation) => frames.Begin(FrameKind.Collect, 0).Add((byte)generation).End());
        SendFromAside();
    }

    private void Run()
    {
        try
        {
            if (TryGreet())
            {
                Serve();
            }
        }
        catch (IOException)
        {
            // The client has died or closed, which is for this side the same.
        }
        catch (Exception exception)
        {
            server.Log.ConnectionFailed(exception, _process);
        }
        finally
        {
            End();
        }
    }

    private void Serve()
    {
        try
        {
            while (_stream.TryRead(out var frame))
            {
                Handle(new FrameReader(frame));
            }

            return;
        }
        catch (InvalidDataException exception)
        {
            server.Log.ProtocolBroken(_process, exception.Message);
            SayFarewell(StoreProtocol.NoAnswers, $"The connection to the object store broke its protocol: {exception.Message}");
        }
        catch (Exception exception) when (exception is not IOException)
        {
            server.Log.ConnectionFailed(exception, _process);
            SayFarewell(StoreProtocol.NoAnswers, $"The connection to the object store failed: {exception.Message}");
        }

        _stream.Drain();
    }

    private bool TryGreet()
    {
        Span<byte> greeting = stackalloc byte[StoreProtocol.ClientGreetingLength];
        _stream.ReadGreeting(greeting);
        if (!greeting.StartsWith(StoreProtocol.Magic))
        {
            Refuse("it does not speak the protocol of the object store.");
            return false;
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(greeting[8..]);
        _process = BinaryPrimitives.ReadUInt32LittleEndian(greeting[12..]);
        if (version != StoreProtocol.Version)
        {
            Refuse($"process {_process} speaks version {version} of the object store's protocol, and the node version {StoreProtocol.Version}. Use the same version of Orleans.Ray in all processes of a node.");
            return false;
        }

        _holder = $"process {_process}";
        Arena arena;
        try
        {
            arena = Store.Memory.Arena;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Refuse($"the node has no shared memory: {exception.Message}");
            return false;
        }

        Greet(isRefused: false, arena.Capacity, arena.Path);
        lock (_lock)
        {
            _greeted = true;
        }

        return true;
    }

    private void Refuse(string reason)
    {
        server.Log.ProcessRefused(reason);
        Greet(isRefused: true, 0, reason);
    }

    private void Greet(bool isRefused, long capacity, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var greeting = new byte[StoreProtocol.NodeGreetingLength + bytes.Length];
        StoreProtocol.Magic.CopyTo(greeting);
        BinaryPrimitives.WriteUInt32LittleEndian(greeting.AsSpan(8), StoreProtocol.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(greeting.AsSpan(12), isRefused ? 1u : 0u);
        BinaryPrimitives.WriteInt64LittleEndian(greeting.AsSpan(16), capacity);
        BinaryPrimitives.WriteUInt16LittleEndian(greeting.AsSpan(24), (ushort)bytes.Length);
        bytes.CopyTo(greeting, StoreProtocol.NodeGreetingLength);
        _stream.WriteGreeting(greeting);
    }

    /// <summary>Refuses what is new, cancels what waits and gives up holds. What the client may be reading or writing stays.</summary>
    private void Close(string reason)
    {
        ServedRequest[] waiting;
        ServedObject[] objects;
        lock (_lock)
        {
            _closed ??= reason;
            waiting = [.. _waiting.Values];
            objects = [.. _objects.Values];
        }

        Cancel(waiting);
        foreach (var held in objects)
        {
            server.DropHold(held);
        }
    }

    private void End()
    {
        ServedRequest[] waiting;
        ServedObject[] objects;
        lock (_lock)
        {
            _ended = true;
            waiting = [.. _waiting.Values];
            objects = [.. _objects.Values];
            _objects.Clear();
        }

        Cancel(waiting);
        var (pins, creations) = (0, 0);
        foreach (var held in objects)
        {
            pins += held.Pins;
            creations += held.Writer is null ? 0 : 1;
            GiveBack(held);
        }

        _stream.Dispose();
        _answers.Release();
        server.Remove(this);
        if (pins + creations > 0)
        {
            server.Log.ProcessEnded(_process, pins, creations);
        }
    }

    private void GiveBack(ServedObject held)
    {
        held.Writer?.Dispose();
        server.DropHold(held);
        Unpin(held.Entry, held.Pins);
    }

    private void Unpin(StoreEntry entry, int pins)
    {
        for (; pins > 0; pins--)
        {
            Store.RemoveHolder(entry, _holder);
            Store.Release(entry);
        }
    }

    private static void Cancel(ServedRequest[] requests)
    {
        foreach (var request in requests)
        {
            // Its continuations run elsewhere: they may take the locks of whoever calls this.
            _ = request.CancelAsync();
        }
    }
}
