namespace Orleans.Runtime;

/// <summary>One connection. The frames of each side arrive whole, and none is delivered before the first one.</summary>
internal interface IFrameConnection
{
    /// <summary>Completes, never with an exception, when either side has closed.</summary>
    Task Closed { get; }

    /// <summary>Why it was closed, where that was an error.</summary>
    Exception? CloseReason { get; }

    /// <summary>Begins to deliver: frames that came earlier have been kept.</summary>
    void Start(IFrameReceiver receiver);

    /// <summary>Where the answer is <see cref="SendResult.Sent"/> the frame belongs to the connection; otherwise still to the caller.</summary>
    SendResult TrySend(Frame frame);

    /// <summary>
    /// From here on the end of what the other side sends does not close the connection. Completes when that end has come and all before
    /// it has been handled here, or when the connection is closed: what is sent then still reaches the other side.
    /// </summary>
    Task WhenOtherEndedAsync();

    /// <summary>Takes no more frames, sends those it has, and closes. The other side is given a limited time to read them.</summary>
    Task CloseAsync();

    /// <summary>Closes at once.</summary>
    void Abort(Exception? reason = null);

    /// <summary>Once closed: the frames of which not one byte has left. Each is returned once.</summary>
    IReadOnlyList<byte[]> TakeUnsent();
}
