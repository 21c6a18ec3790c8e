namespace Orleans.Ray.Store;

/// <summary>Why a request of another process was not done.</summary>
internal enum RefusalStatus : byte
{
    Cancelled = 1,
    Unknown = 2,
    TimedOut = 3,
    Full = 4,
    Lost = 5,
    Closed = 6,
    Failed = 7,
}
