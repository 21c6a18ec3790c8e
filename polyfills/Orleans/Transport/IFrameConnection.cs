namespace Orleans.Runtime;

/// <summary>One connection. Frames arrive whole and in order; the receiver is called for one at a time.</summary>
internal interface IFrameConnection : IAsyncDisposable
{
    /// <summary>Completes when either side has closed.</summary>
    Task Closed { get; }

    /// <summary>Begins to deliver: frames that came earlier have been kept.</summary>
    void Start(Action<ReadOnlyMemory<byte>> receive);

    /// <summary>The frame belongs to the connection from here on. False when it is closed.</summary>
    bool TrySend(ReadOnlyMemory<byte> frame);
}
