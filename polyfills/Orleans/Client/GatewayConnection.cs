namespace Orleans.Runtime;

/// <summary>
/// A client's connection to one gateway. Usable ⇄ (the gateway is not listed, or listed again) Draining; or Usable → (it wants to go) Draining, for good. From each → Closed.
/// </summary>
internal sealed class GatewayConnection(IPEndPoint endpoint, PeerConnection connection)
{
    private volatile bool _wantsToGo;
    private volatile bool _isListed = true;

    public IPEndPoint Endpoint => endpoint;

    public PeerConnection Connection => connection;

    public SiloAddress? Silo => connection.Peer.Silo;

    /// <summary>What the cluster can run, as this gateway knows it; null until it has said.</summary>
    public SiloManifest? Manifest { get; set; }

    /// <summary>False where new requests should not go this way; answers still may.</summary>
    public bool IsUsable => !IsDraining && !connection.Closed.IsCompleted;

    public bool IsDraining => _wantsToGo || !_isListed;

    public bool IsListed
    {
        get => _isListed;
        set => _isListed = value;
    }

    public void Leave() => _wantsToGo = true;

    /// <summary>Where the answer is false, the frame is still the caller's.</summary>
    public bool TrySend(Frame frame) => connection.TrySend(frame) == SendResult.Sent;
}
