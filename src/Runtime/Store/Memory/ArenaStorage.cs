using Microsoft.Win32.SafeHandles;

namespace Orleans.Ray.Store;

/// <summary>The machine's own file systems.</summary>
internal sealed class ArenaStorage : IArenaStorage
{
    public static ArenaStorage Instance { get; } = new();

    public long AvailableIn(string directory)
    {
        var drive = new DriveInfo(directory);

        // A memory file system without a limit says that it has no size.
        return drive.TotalSize == 0 ? long.MaxValue : drive.AvailableFreeSpace;
    }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);
}
