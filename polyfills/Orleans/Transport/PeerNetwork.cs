using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Opens and accepts connections on which both sides have introduced themselves.</summary>
internal sealed class PeerNetwork(ITransport transport, IOptions<ConnectionOptions> options, TimeProvider time, IServiceProvider services, ILogger<PeerConnection> logger)
{
    public TimeSpan OpenTimeout => options.Value.OpenConnectionTimeout;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public IFrameFaults? Faults { get; } = services.GetService<IFrameFaults>();

    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, PeerProtocol protocol, CancellationToken cancellationToken) =>
        transport.ListenAsync(endpoint, connection => PeerConnection.Accept(this, connection, protocol), cancellationToken);

    /// <exception cref="ConnectionFailedException">It could not be reached in time, or refused.</exception>
    public async Task<PeerConnection> ConnectAsync(IPEndPoint endpoint, PeerProtocol protocol, SiloAddress? wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(OpenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var connection = await transport.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            return await PeerConnection.IntroduceAsync(this, connection, protocol with { Own = protocol.Own with { Wanted = wanted } }, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionFailedException($"{endpoint} did not answer within {OpenTimeout}.", exception);
        }
    }
}
