namespace Orleans.Runtime;

internal enum MessageDirection : byte
{
    Request,
    OneWay,
    Response,
    Cancel,

    /// <summary>From a callee to a caller that waits for long already: what is going on.</summary>
    Status,

    /// <summary>
    /// Between a client and its gateway: whoever sends it is about to go, and wants no more requests. Between silos: whoever sends it is about to
    /// close this connection, and wants the other to end it first.
    /// </summary>
    Leave,

    /// <summary>A client's answer to the above: it uses the gateway no more.</summary>
    LeaveAcknowledged,

    /// <summary>A client asks which grain types its cluster has.</summary>
    ManifestRequest,

    /// <summary>The answer, in the body.</summary>
    Manifest,
}
