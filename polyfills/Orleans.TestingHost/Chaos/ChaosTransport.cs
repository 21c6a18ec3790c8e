using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Orleans.Polyfill;

/// <summary>
/// Connections of one node. An attempt to reach a node that is frozen, or across a partition, hangs until that is over
/// or the time for opening a connection is up; one to a crashed node is refused at once.
/// </summary>
internal sealed class ChaosTransport(ITransport inner, ChaosNetwork network, ChaosNode node, IOptions<ConnectionOptions> options, TimeProvider time) : ITransport
{
    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken)
    {
        network.Register(node, endpoint);
        return inner.ListenAsync(endpoint, connection => Accept(connection, accept), cancellationToken);
    }

    public async ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.OpenConnectionTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var target = network.Find(endpoint);
        try
        {
            await network.WaitUntilReachableAsync(node, target, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionFailedException($"No connection to {endpoint} within {options.Value.OpenConnectionTimeout}.");
        }

        if (node.IsCrashed || target is { IsCrashed: true })
        {
            throw new ConnectionFailedException($"Nothing listens at {endpoint}.");
        }

        var connection = await inner.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        if (node.TryAdd(connection))
        {
            return connection;
        }

        await connection.DisposeAsync();
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
            _ = connection.DisposeAsync().AsTask();
        }
    }
}
