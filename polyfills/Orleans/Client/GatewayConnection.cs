namespace Orleans.Runtime;

/// <summary>A client's connection to one gateway. Usable → (the gateway wants to go, or is no longer listed) Draining → Closed.</summary>
internal sealed class GatewayConnection(IPEndPoint endpoint, PeerConnection connection)
{
    private volatile bool _isDraining;

    public IPEndPoint Endpoint => endpoint;

    public PeerConnection Connection => connection;

    public SiloAddress? Silo => connection.Peer.Silo;

    /// <summary>What the cluster can run, as this gateway knows it; null until it has said.</summary>
    public SiloManifest? Manifest { get; set; }

    /// <summary>False where new requests should not go this way; answers still may.</summary>
    public bool IsUsable => !_isDraining && !connection.Closed.IsCompleted;

    public bool IsDraining => _isDraining;

    public void Drain() => _isDraining = true;

    /// <summary>Where the answer is false, the frame is still the caller's.</summary>
    public bool TrySend(Frame frame) => connection.TrySend(frame) == SendResult.Sent;
}
