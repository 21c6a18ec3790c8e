namespace Orleans.Runtime;

/// <summary>How processes reach one another: a stream of frames in each direction between two endpoints.</summary>
internal interface ITransport
{
    /// <summary>Accepts connections until the result is disposed of.</summary>
    ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken);

    /// <exception cref="Messaging.ConnectionFailedException">Nothing listens there, or it cannot be reached.</exception>
    ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken);
}
