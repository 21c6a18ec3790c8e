namespace Orleans.Runtime;

/// <summary>Takes what arrives over one connection.</summary>
internal interface IFrameReceiver
{
    /// <summary>The limits for the first frame, from a peer that is not known yet.</summary>
    FrameLimits HelloLimits { get; }

    /// <summary>Some bytes have come, of any frame.</summary>
    void OnBytes();

    /// <summary>The first frame. Where the answer is false, nothing that follows is delivered.</summary>
    bool OnHello(ReadOnlyMemory<byte> frame);

    /// <summary>A later frame. Called in parallel and in any order; the memory is valid during the call only. Throwing closes the connection.</summary>
    void OnFrame(ReadOnlyMemory<byte> frame);
}
