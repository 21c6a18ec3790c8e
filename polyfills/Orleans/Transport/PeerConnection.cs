using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// A connection and who is at its other end.
/// </summary>
/// <remarks>
/// The side that connected sends its <see cref="Hello"/> first. The other, having checked it, answers with its own and may send
/// frames from then on; or it answers with a refusal and closes. Until its hello has come, and for no longer than the limit for
/// opening a connection, a peer may send that one frame only. A first frame that cannot be read closes the connection, with
/// a refusal where the other side might understand it.
/// </remarks>
internal sealed partial class PeerConnection : IFrameReceiver
{
    private readonly PeerNetwork _network;
    private readonly IFrameConnection _connection;
    private readonly PeerProtocol _protocol;
    private readonly bool _isAcceptor;
    private readonly TaskCompletionSource<Hello> _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<ReadOnlyMemory<byte>>? _deliver;
    private Hello? _peer;
    private long _lastReceived;

    private PeerConnection(PeerNetwork network, IFrameConnection connection, PeerProtocol protocol, bool isAcceptor)
    {
        _network = network;
        _connection = connection;
        _protocol = protocol;
        _isAcceptor = isAcceptor;
        _deliver = network.Faults is null ? null : Deliver;
        _lastReceived = network.Time.GetTimestamp();
    }

    /// <summary>Known once the connection has been introduced.</summary>
    public Hello Peer => _peer!;

    public Task Closed => _connection.Closed;

    /// <summary>The time stamp of the last bytes, those not counted that a test mode has withheld.</summary>
    public long LastReceived => Volatile.Read(ref _lastReceived);

    FrameLimits IFrameReceiver.HelloLimits => Hello.Limits;

    public static void Accept(PeerNetwork network, IFrameConnection connection, PeerProtocol protocol)
    {
        var peer = new PeerConnection(network, connection, protocol, isAcceptor: true);
        connection.Start(peer);
        _ = peer.AwaitHelloAsync();
    }

    public static async Task<PeerConnection> IntroduceAsync(PeerNetwork network, IFrameConnection connection, PeerProtocol protocol, CancellationToken cancellationToken)
    {
        var peer = new PeerConnection(network, connection, protocol, isAcceptor: false);
        try
        {
            Send(connection, protocol.Own);
            connection.Start(peer);
            var first = await Task.WhenAny(peer._hello.Task, connection.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (first != peer._hello.Task && !peer._hello.Task.IsCompleted)
            {
                throw new ConnectionFailedException($"The other side closed the connection at once. {connection.CloseReason?.Message}", connection.CloseReason!);
            }

            await peer._hello.Task.ConfigureAwait(false);
            return peer;
        }
        catch
        {
            connection.Abort();
            throw;
        }
    }

    public SendResult TrySend(Frame frame) => _connection.TrySend(frame);

    public Task WhenOtherEndedAsync() => _connection.WhenOtherEndedAsync();

    public Task CloseAsync() => _connection.CloseAsync();

    public void Abort() => _connection.Abort();

    public IReadOnlyList<byte[]> TakeUnsent() => _connection.TakeUnsent();

    void IFrameReceiver.OnBytes()
    {
        if (_deliver is null)
        {
            Volatile.Write(ref _lastReceived, _network.Time.GetTimestamp());
        }
    }

    bool IFrameReceiver.OnHello(ReadOnlyMemory<byte> frame)
    {
        string? problem;
        try
        {
            problem = Introduce(Hello.Decode(frame));
            if (problem is null)
            {
                return true;
            }
        }
        catch (InvalidDataException exception)
        {
            problem = exception.Message;
        }

        LogRefused(_network.Logger, problem);
        _hello.TrySetException(new ConnectionFailedException(problem));

        // Nobody may be waiting for it.
        _ = _hello.Task.Exception;
        if (_isAcceptor)
        {
            Send(_connection, Hello.Refuse(problem));
        }

        _ = _connection.CloseAsync();
        return false;
    }

    void IFrameReceiver.OnFrame(ReadOnlyMemory<byte> frame)
    {
        if (_deliver is null)
        {
            _protocol.Receive(this, frame);
        }
        else
        {
            _network.Faults!.OnArrival(Peer.Silo, frame.ToArray(), _deliver);
        }
    }

    private static void Send(IFrameConnection connection, Hello hello)
    {
        var frame = hello.Encode();
        if (connection.TrySend(frame) != SendResult.Sent)
        {
            frame.Dispose();
        }
    }

    private string? Introduce(Hello hello)
    {
        // Whoever ends the introductions finds each either refused or known.
        lock (_protocol.Gate)
        {
            var problem = hello.RefusedBecause ?? Check(hello);
            if (problem is null)
            {
                OnIntroduced(hello);
            }

            return problem;
        }
    }

    private string? Check(Hello hello)
    {
        var own = _protocol.Own;
        if (hello.ClusterId != own.ClusterId)
        {
            return $"This side belongs to cluster '{own.ClusterId}', the other to cluster '{hello.ClusterId}'.";
        }

        // Generation zero stands for whichever silo is at an endpoint.
        if (_isAcceptor && hello.Wanted is { Generation: not 0 } wanted && !wanted.Equals(own.Silo))
        {
            return $"The other side wants silo {wanted}; at its endpoint is {own.Silo}.";
        }

        return _protocol.Refuse(hello);
    }

    private void OnIntroduced(Hello hello)
    {
        _peer = hello;
        if (_isAcceptor)
        {
            Send(_connection, _protocol.Own);
        }

        // First: whoever waits for the introduction finds the connection known.
        (_isAcceptor ? _protocol.Introduced : _protocol.Welcomed)(this);
        _hello.TrySetResult(hello);
    }

    private async Task AwaitHelloAsync()
    {
        await Task.WhenAny(_hello.Task, _connection.Closed).EndsWithinAsync(_network.OpenTimeout, _network.Time).ConfigureAwait(false);
        if (!_hello.Task.IsCompleted)
        {
            LogNotIntroduced(_network.Logger, _connection.CloseReason);
            _connection.Abort();
            return;
        }

        await _connection.Closed.ConfigureAwait(false);
        if (_connection.CloseReason is { } reason && _peer is { } peer)
        {
            // What a client shows to its gateway is a secret.
            LogBroken(_network.Logger, peer.Silo, peer.Silo is null ? ClientIds.FromCredential(peer.Client) : default, reason);
        }
    }

    private void Deliver(ReadOnlyMemory<byte> frame)
    {
        Volatile.Write(ref _lastReceived, _network.Time.GetTimestamp());
        try
        {
            _protocol.Receive(this, frame);
        }
        catch (Exception exception)
        {
            _connection.Abort(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "A connection was closed before the other side had introduced itself.")]
    private static partial void LogNotIntroduced(ILogger logger, Exception? exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to {Silo}{Client} broke.")]
    private static partial void LogBroken(ILogger logger, SiloAddress? silo, GrainId client, Exception exception);
}
