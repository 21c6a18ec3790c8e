namespace Orleans.Ray.Store;

/// <content>Other processes that use the store.</content>
internal sealed partial class ObjectStore
{
    private readonly Lock _serving = new();
    private StoreServer? _server;

    /// <summary>Lets other processes of the host use the store. Started when this is first called, and stopped with the store.</summary>
    /// <exception cref="IOException">There can be no socket; the message says why.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public StoreServer Serve()
    {
        lock (_serving)
        {
            return _server ??= StoreServer.Start(this, _options.SocketDirectory, _log);
        }
    }

    // What they find comes back when it does; nobody waits for it.
    private void AskOthersToCollect(int generation) => Volatile.Read(ref _server)?.AskToCollect(generation);

    private void StopServing()
    {
        lock (_serving)
        {
            _server?.Dispose();
        }
    }
}
