using System.Net.Sockets;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Store;

/// <summary>The object store of a node, in another process of the host. <see cref="StoreProtocol"/> says how it is asked.</summary>
/// <remarks>
/// <para>
/// Pins, writers and holds are used as in the node's own process. A pin of an object that has none here costs a round trip, further ones nothing; what is given back is sent along with the next request, or a little later, and not
/// waited for.
/// </para>
/// <para>
/// <b>Life.</b> Open → closed: disposed of, told farewell by the node, or the connection is lost. Then requests fail, and those under way with them; holds are given up. <b>Uses</b> are counted: one for being open, one for each request, each
/// unsealed creation, each write under way, and each pin that the node knows of. The socket is closed, and the memory unmapped, when the last one is gone: not earlier, since the node gives memory to others when the socket is closed. So pins
/// stay good whatever happens to the node.
/// </para>
/// </remarks>
internal sealed partial class StoreClient : IObjectStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, ClientRequest> _requests = [];
    private readonly SemaphoreSlim _room = new(StoreProtocol.MaxWaiting);
    private readonly FrameStream _stream;
    private ulong _lastNumber;
    private string? _closed;
    private long _uses = 1;
    private int _isLeft;
    private int _isLost;
    private int _isGone;
    private int _flushes;
    private int _collects;

    private StoreClient(FrameStream stream, Arena arena)
    {
        _stream = stream;
        Arena = arena;
    }

    public bool IsOpen => Volatile.Read(ref _closed) is null;

    internal Arena Arena { get; }

    /// <summary>Connects to a node.</summary>
    /// <param name="path">Its socket.</param>
    /// <exception cref="IOException">There is no node, or it refuses this process; the message says why.</exception>
    /// <exception cref="InvalidDataException">Something else answers, or the memory that it names is no arena.</exception>
    public static StoreClient Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException($"No node serves its object store at '{path}': {exception.Message}", exception);
        }

        var stream = new FrameStream(socket, flushesBeforeReading: false);
        try
        {
            var client = new StoreClient(stream, NodeGreeting.Exchange(stream, path));
            new Thread(client.Read) { IsBackground = true, Name = "Ray object store" }.UnsafeStart();
            return client;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public StoreWriter Create(long size, in StoredObjectInfo info)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _room.Wait();
        var request = SendCreate(size, info);
        return NewWriter(request, Wait(request), size, info);
    }

    /// <inheritdoc/>
    public ValueTask<StoreWriter> CreateAsync(long size, in StoredObjectInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new(WaitAsync(info));

        async Task<StoreWriter> WaitAsync(StoredObjectInfo info)
        {
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
            var request = SendCreate(size, info);
            return NewWriter(request, await AnswerAsync(request, cancellationToken).ConfigureAwait(false), size, info);
        }
    }

    /// <summary>Pins a sealed object, whoever created it; has it read back where it is spilled.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="wait">How long to wait for it to be sealed; null, the default, for not at all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    /// <exception cref="TimeoutException">There was none in that time.</exception>
    /// <exception cref="ObjectLostException">It was evicted, or cannot be read back.</exception>
    /// <exception cref="ObjectStoreFullException">There is no memory to read it into.</exception>
    /// <exception cref="ObjectDisposedException">The connection is closed; the message says why.</exception>
    public ObjectPin Get(ObjectId id, TimeSpan? wait = null)
    {
        ThrowIfNegative(wait);
        _room.Wait();
        var request = SendGet(id, wait);
        return NewPin(request, Wait(request), id);
    }

    /// <inheritdoc cref="Get"/>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ObjectPin> GetAsync(ObjectId id, TimeSpan? wait = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNegative(wait);
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var request = SendGet(id, wait);
        return NewPin(request, await AnswerAsync(request, cancellationToken).ConfigureAwait(false), id);
    }

    /// <summary>Asks nothing more, and lets go of all holds. Pins stay good until they are released.</summary>
    public void Dispose()
    {
        Close("This process has closed its connection to the object store.");
        Flush();
    }

    private static void ThrowIfNegative(TimeSpan? wait)
    {
        if (wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(wait), wait, "The time to wait is zero or more, or Timeout.InfiniteTimeSpan.");
        }
    }

    private StoreWriter NewWriter(ClientRequest request, (long Offset, long Size) answer, long size, in StoredObjectInfo info) =>
        new(new RemoteObject(this, request.Number, info, size, answer.Offset, isPinned: false));

    private ObjectPin NewPin(ClientRequest request, (long Offset, long Size) answer, ObjectId id) =>
        new(new RemoteObject(this, request.Number, new StoredObjectInfo(id, default, string.Empty), answer.Size, answer.Offset, isPinned: true), holder: null);

    private ClientRequest SendCreate(long size, in StoredObjectInfo info) =>
        Send(FrameKind.Create, target: 0, (size, info), static (frames, what) => frames.Add(what.size).Add(what.info));

    private ClientRequest SendGet(ObjectId id, TimeSpan? wait)
    {
        var milliseconds = wait is not { } time ? 0 : time == Timeout.InfiniteTimeSpan ? -1 : (long)Math.Ceiling(time.TotalMilliseconds);
        return Send(FrameKind.Get, target: 0, (id, milliseconds), static (frames, what) => frames.Add(what.id).Add(what.milliseconds));
    }

    private static (long Offset, long Size) Wait(ClientRequest request)
    {
        WorkerThreads.EnterBlocked();
        try
        {
            return request.Task.GetAwaiter().GetResult();
        }
        finally
        {
            WorkerThreads.ExitBlocked();
        }
    }

    private async Task<(long Offset, long Size)> AnswerAsync(ClientRequest request, CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(_ => Cancel(request, cancellationToken), null);
        await using (registration.ConfigureAwait(false))
        {
            return await request.Task.ConfigureAwait(false);
        }
    }

    // What the node gives all the same, its answer gives back.
    private void Cancel(ClientRequest request, CancellationToken cancellationToken)
    {
        if (request.TrySetCanceled(cancellationToken))
        {
            Tell(FrameKind.Cancel, request.Number);
        }
    }
}
