using System.Collections.Concurrent;
using System.Net;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.Polyfills.Clients;

/// <summary>In memory. Who connects to one endpoint waits until the test says so, and is refused; the other connections can be broken.</summary>
internal sealed class HoldingTransport(IPEndPoint held) : ITransport
{
    private readonly InProcessTransport _inner = new();
    private readonly ConcurrentDictionary<IPEndPoint, IFrameConnection> _connections = new();
    private readonly TaskCompletionSource _holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Holds => _holds.Task;

    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken) =>
        _inner.ListenAsync(endpoint, accept, cancellationToken);

    public async ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.Equals(held))
        {
            _holds.TrySetResult();
            await _released.Task;
            throw new ConnectionFailedException("The test refuses it.");
        }

        return _connections[endpoint] = await _inner.ConnectAsync(endpoint, cancellationToken);
    }

    public void Break(IPEndPoint endpoint) => _connections[endpoint].Abort();

    public void Release() => _released.SetResult();
}
