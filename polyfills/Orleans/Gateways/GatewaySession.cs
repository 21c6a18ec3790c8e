namespace Orleans.Runtime;

/// <summary>One connection to a gateway, and the client at its other end.</summary>
internal sealed class GatewaySession(GatewayClient client, PeerConnection connection)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GatewayClient Client => client;

    public PeerConnection Connection => connection;

    /// <summary>The client uses this connection for no more requests.</summary>
    public Task Left => _left.Task;

    public void SetLeft() => _left.TrySetResult();
}
