using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace Orleans.Ray.Store;

/// <summary>Lets other processes of the host use a node's object store. <see cref="StoreProtocol"/> says how.</summary>
/// <remarks>
/// <para>
/// Each connection has a thread that reads its requests, and does those that need not wait; the others go on by themselves. So one that waits holds up nobody, and one that neither reads nor writes holds up itself.
/// While the server runs the store finds objects by their ids.
/// </para>
/// <para>
/// <b>Stop.</b> <see cref="Dispose"/> removes the socket, says farewell to the clients and cancels what they wait for. What they have pinned, or are writing, stays theirs until they let go: <see cref="Ended"/> tells when all
/// have. The store may be disposed of before that.
/// </para>
/// </remarks>
internal sealed class StoreServer : IDisposable
{
    private const int MaxConnections = 1024;
    private const int Backlog = 128;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<ServedProcess> _processes = [];
    private readonly Dictionary<ObjectId, ServedObject> _holds = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketFolder _folder;
    private readonly Socket _listener;
    private bool _stopped;

    private StoreServer(ObjectStore store, SocketFolder folder, Socket listener, ObjectStoreLog log)
    {
        Store = store;
        _folder = folder;
        _listener = listener;
        Log = log;
    }

    public ObjectStore Store { get; }

    /// <summary>The socket that clients connect to.</summary>
    public string Path => _folder.SocketPath;

    /// <summary>Ends when the server is stopped and no client is left.</summary>
    public Task Ended => _ended.Task;

    public int Connections
    {
        get
        {
            lock (_lock)
            {
                return _processes.Count;
            }
        }
    }

    internal ObjectStoreLog Log { get; }

    /// <param name="store">The node's store.</param>
    /// <param name="directory">Where the socket's folder is made; null for the user's own place for such things.</param>
    /// <param name="log">Where it tells of clients that break the protocol.</param>
    /// <exception cref="IOException">There can be no socket; the message says why.</exception>
    public static StoreServer Start(ObjectStore store, string? directory, ObjectStoreLog log)
    {
        directory ??= SocketFolder.DefaultDirectory;
        var folder = SocketFolder.Open(directory);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            listener.Bind(new UnixDomainSocketEndPoint(folder.SocketPath));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder.SocketPath, OwnerOnly);
            }

            listener.Listen(Backlog);
            store.AddIndexUser();
        }
        catch (Exception exception)
        {
            listener.Dispose();
            folder.Dispose();
            if (exception is SocketException or ArgumentException)
            {
                throw new IOException($"Other processes cannot use the object store, since there can be no socket in '{directory}': {exception.Message} Use a directory with a shorter path that may be written to.", exception);
            }

            throw;
        }

        var server = new StoreServer(store, folder, listener, log);
        _ = server.AcceptAsync();
        return server;
    }

    /// <summary>Takes over an object that a client created and holds: it lives on when the client ends, and as long as the node wants: to the client its own hold is no more than a name from then on. Of several of one id, the latest that was sealed.</summary>
    public bool TryAdopt(ObjectId id, [NotNullWhen(true)] out StoredObject? stored)
    {
        stored = null;
        lock (_lock)
        {
            return _holds.Remove(id, out var held) && held.TryTakeHold(out stored);
        }
    }

    public void Dispose()
    {
        ServedProcess[] processes;
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
            processes = [.. _processes];
            EndIfLastNeedsLock();
        }

        _listener.Dispose();
        _folder.Dispose();
        foreach (var process in processes)
        {
            process.SayFarewell("The node was stopped.");
        }
    }

    /// <summary>Has the clients find what they refer to no more, in the node's need. Waits for none of them.</summary>
    internal void AskToCollect(int generation)
    {
        ServedProcess[] processes;
        lock (_lock)
        {
            processes = [.. _processes];
        }

        foreach (var process in processes)
        {
            process.AskToCollect(generation);
        }
    }

    internal void AddHold(ServedObject held)
    {
        lock (_lock)
        {
            _holds[held.Entry.Info.Id] = held;
        }
    }

    /// <summary>The client lets go of what it created, unless the node has adopted it.</summary>
    internal void DropHold(ServedObject held)
    {
        StoredObject? stored;
        lock (_lock)
        {
            if (_holds.TryGetValue(held.Entry.Info.Id, out var known) && ReferenceEquals(known, held))
            {
                _holds.Remove(held.Entry.Info.Id);
            }

            held.TryTakeHold(out stored);
        }

        stored?.Dispose();
    }

    internal void Remove(ServedProcess process)
    {
        lock (_lock)
        {
            _processes.Remove(process);
            EndIfLastNeedsLock();
        }
    }

    private void EndIfLastNeedsLock()
    {
        if (_stopped && _processes.Count == 0 && _ended.TrySetResult())
        {
            Store.RemoveIndexUser();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Serve(await _listener.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                lock (_lock)
                {
                    if (_stopped)
                    {
                        return;
                    }
                }

                // As when the process has no more file handles.
                Log.AcceptFailed(exception);
                await Task.Delay(AcceptPause).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket)
    {
        var process = new ServedProcess(this, socket);
        lock (_lock)
        {
            if (_stopped || _processes.Count == MaxConnections)
            {
                socket.Dispose();
                return;
            }

            _processes.Add(process);
        }

        process.Start();
    }
}
