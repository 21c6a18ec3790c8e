using System.Net.Sockets;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>Connections over stream sockets; which kind, derived classes say.</summary>
internal abstract partial class SocketTransport(FrameLimits limits, TimeProvider time, ILogger logger) : ITransport
{
    private const int Backlog = 512;

    // After a failure to accept, such as too many open files, that may last.
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private TimeProvider Time => time;

    private ILogger Logger => logger;

    public ValueTask<IAsyncDisposable> ListenAsync(IPEndPoint endpoint, Action<IFrameConnection> accept, CancellationToken cancellationToken)
    {
        var socket = CreateSocket(endpoint);
        try
        {
            socket.Bind(ToSocketEndPoint(endpoint));
            socket.Listen(Backlog);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new InvalidOperationException($"Cannot listen at {endpoint}: {exception.Message}", exception);
        }

        return ValueTask.FromResult<IAsyncDisposable>(new Listener(this, endpoint, socket, accept));
    }

    public async ValueTask<IFrameConnection> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = CreateSocket(endpoint);
        try
        {
            await socket.ConnectAsync(ToSocketEndPoint(endpoint), cancellationToken).ConfigureAwait(false);
            return Wrap(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new ConnectionFailedException($"Cannot connect to {endpoint}: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    protected abstract Socket CreateSocket(IPEndPoint endpoint);

    protected abstract EndPoint ToSocketEndPoint(IPEndPoint endpoint);

    /// <summary>Called for each connected socket.</summary>
    protected abstract void Prepare(Socket socket);

    protected virtual void OnListenerClosed(IPEndPoint endpoint)
    {
    }

    private SocketConnection Wrap(Socket socket)
    {
        Prepare(socket);
        return new SocketConnection(socket, limits, time);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection could not be accepted at {Endpoint}.")]
    private static partial void LogAcceptFailed(ILogger logger, IPEndPoint endpoint, Exception exception);

    private sealed class Listener : IAsyncDisposable
    {
        private readonly SocketTransport _owner;
        private readonly IPEndPoint _endpoint;
        private readonly Socket _socket;
        private readonly Action<IFrameConnection> _accept;
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _accepting;

        public Listener(SocketTransport owner, IPEndPoint endpoint, Socket socket, Action<IFrameConnection> accept)
        {
            _owner = owner;
            _endpoint = endpoint;
            _socket = socket;
            _accept = accept;
            _accepting = Task.Run(AcceptAsync);
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            _socket.Dispose();
            await _accepting.ConfigureAwait(false);
            _owner.OnListenerClosed(_endpoint);
        }

        private async Task AcceptAsync()
        {
            while (!_stopping.IsCancellationRequested)
            {
                try
                {
                    var socket = await _socket.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                    Accept(socket);
                }
                catch (Exception) when (_stopping.IsCancellationRequested)
                {
                    return;
                }
                catch (Exception exception)
                {
                    LogAcceptFailed(_owner.Logger, _endpoint, exception);
                    await Task.Delay(AcceptRetryDelay, _owner.Time, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }

        private void Accept(Socket socket)
        {
            try
            {
                _accept(_owner.Wrap(socket));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The other side has left already.
                socket.Dispose();
            }
        }
    }
}
