namespace Orleans.Runtime;

internal enum MessageDirection : byte
{
    Request,
    OneWay,
    Response,
    Cancel,

    /// <summary>From a callee to a caller that waits for long already: what is going on.</summary>
    Status,
}
