using Microsoft.Win32.SafeHandles;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>Folders that have as much room as a test says.</summary>
internal sealed class FolderStorage(Func<string, long> available) : IArenaStorage
{
    public bool RefusesWrites { get; init; }

    public long AvailableIn(string directory) => available(directory);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        if (RefusesWrites)
        {
            throw new IOException("No space left on device");
        }

        RandomAccess.Write(file, bytes, offset);
    }
}
