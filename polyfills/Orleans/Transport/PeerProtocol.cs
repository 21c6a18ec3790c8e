namespace Orleans.Runtime;

/// <summary>What all connections of one port, or of one client, have in common.</summary>
/// <param name="Own">How this side introduces itself.</param>
/// <param name="Receive">Takes each frame that follows. Called in parallel; the memory is valid during the call only.</param>
internal sealed record PeerProtocol(Hello Own, Action<PeerConnection, ReadOnlyMemory<byte>> Receive)
{
    /// <summary>Held from the question whether a peer is welcome until it has been refused or is known.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Why a peer is not welcome; null where it is.</summary>
    public Func<Hello, string?> Refuse { get; init; } = static _ => null;

    /// <summary>Called for each peer that connected and was welcome, before any of its frames.</summary>
    public Action<PeerConnection> Introduced { get; init; } = static _ => { };

    /// <summary>Called on the side that connected when it is welcome, before any further frame.</summary>
    public Action<PeerConnection> Welcomed { get; init; } = static _ => { };
}
