namespace Orleans.Runtime;

/// <summary>
/// Decides what becomes of each frame that arrives at a silo or client: delivered once, later, more than once or never.
/// Registered by test modes only; without one, frames go straight on.
/// </summary>
internal interface IFrameFaults
{
    /// <param name="from">Who sent it: a silo, or null for a client.</param>
    /// <param name="frame">Owned by the receiver: it may be kept.</param>
    /// <param name="deliver">Safe to call from any thread, any number of times.</param>
    void OnArrival(SiloAddress? from, ReadOnlyMemory<byte> frame, Action<ReadOnlyMemory<byte>> deliver);
}
