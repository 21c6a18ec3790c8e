namespace Orleans.Ray.Store;

/// <summary>What a frame of <see cref="StoreProtocol"/> says.</summary>
internal enum FrameKind : byte
{
    Create = 1,
    Seal = 2,
    Get = 3,
    Pin = 4,
    Abort = 5,
    Release = 6,
    Delete = 7,
    Cancel = 8,
    Leave = 9,
    Done = 64,
    Refused = 65,
    Farewell = 66,
    Collect = 67,
}
