using Microsoft.Win32.SafeHandles;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>A file system with room for so many bytes beside the header, all in all.</summary>
internal sealed class LimitedStorage(long room) : IArenaStorage
{
    private long _left = room;

    /// <summary>What <see cref="IArenaStorage.AvailableIn"/> says.</summary>
    public long Available { get; init; } = long.MaxValue;

    public void MakeRoom(long bytes) => Interlocked.Add(ref _left, bytes);

    public long AvailableIn(string directory) => Available;

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (offset > 0 && Interlocked.Add(ref _left, -bytes.Length) < 0)
        {
            Interlocked.Add(ref _left, bytes.Length);
            throw new IOException("No space left on device");
        }

        RandomAccess.Write(file, bytes, offset);
    }
}
