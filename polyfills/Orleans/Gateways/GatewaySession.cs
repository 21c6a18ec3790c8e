namespace Orleans.Runtime;

/// <summary>One connection that a gateway has accepted, and the client at its other end once that has said who it is.</summary>
internal sealed class GatewaySession(Gateway gateway)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GatewayClient? _client;

    /// <summary>The client uses this connection for no more requests.</summary>
    public Task Left => _left.Task;

    public void OnIntroduced(PeerConnection connection)
    {
        _client = gateway.Admit(connection, this);
        connection.Closed.ContinueWith(
            _ => OnClosed(connection),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        if (_client is { } client)
        {
            gateway.OnFrame(this, client, connection, frame);
        }
    }

    public void SetLeft() => _left.TrySetResult();

    private void OnClosed(PeerConnection connection)
    {
        SetLeft();
        if (_client is { } client)
        {
            gateway.OnClosed(this, client, connection);
        }
    }
}
