using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Connects silos and clients of one process. The frames are bytes, as they would be on a wire.</summary>
internal sealed class InProcessTransport : ITransport
{
    private static readonly ConcurrentDictionary<IPEndPoint, Listener> Listeners = new();

    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken)
    {
        var listener = new Listener(endpoint, accept);
        return Listeners.TryAdd(endpoint, listener)
            ? ValueTask.FromResult<IAsyncDisposable>(listener)
            : throw new InvalidOperationException($"Address already in use: {endpoint}.");
    }

    public ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        if (!Listeners.TryGetValue(endpoint, out var listener))
        {
            throw new ConnectionFailedException($"Nothing listens at {endpoint}.");
        }

        var (near, far) = InProcessConnection.CreatePair();
        listener.Accept(far);
        return ValueTask.FromResult<IFrameConnection>(near);
    }

    private sealed class Listener(IPEndPoint endpoint, Action<IFrameConnection> accept) : IAsyncDisposable
    {
        public void Accept(IFrameConnection connection) => accept(connection);

        public ValueTask DisposeAsync()
        {
            Listeners.TryRemove(new KeyValuePair<IPEndPoint, Listener>(endpoint, this));
            return default;
        }
    }
}
