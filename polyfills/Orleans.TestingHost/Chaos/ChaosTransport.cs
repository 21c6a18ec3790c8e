using System.Net;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.Polyfill;

/// <summary>
/// Connections of one node. An attempt to reach a node that is frozen, or across a partition, hangs until that is over
/// or the caller gives up; one to a crashed node is refused at once.
/// </summary>
internal sealed class ChaosTransport(ITransport inner, ChaosNetwork network, ChaosNode node) : ITransport
{
    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken)
    {
        network.Register(node, endpoint);
        return inner.ListenAsync(endpoint, connection => Accept(connection, accept), cancellationToken);
    }

    public async ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var target = network.Find(endpoint);
        await network.WaitUntilReachableAsync(node, target, cancellationToken).ConfigureAwait(false);
        if (node.IsCrashed || target is { IsCrashed: true })
        {
            throw new ConnectionFailedException($"Nothing listens at {endpoint}.");
        }

        var connection = await inner.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        if (node.TryAdd(connection))
        {
            return connection;
        }

        connection.Abort();
        throw new ConnectionFailedException($"{node} has crashed.");
    }

    private void Accept(IFrameConnection connection, Action<IFrameConnection> accept)
    {
        if (node.TryAdd(connection))
        {
            accept(connection);
        }
        else
        {
            connection.Abort();
        }
    }
}
