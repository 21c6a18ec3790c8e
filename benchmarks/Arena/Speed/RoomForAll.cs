using Microsoft.Win32.SafeHandles;

namespace ArenaBenchmark.Speed;

/// <summary>Lets an arena be larger than the machine's memory: what is measured on it writes nothing.</summary>
internal sealed class RoomForAll : IArenaStorage
{
    public long AvailableIn(string directory) => long.MaxValue;

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);
}
