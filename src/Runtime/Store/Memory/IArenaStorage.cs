using Microsoft.Win32.SafeHandles;

namespace Orleans.Ray.Store;

/// <summary>What an arena asks of the file system, apart from files themselves.</summary>
internal interface IArenaStorage
{
    /// <summary>Bytes that files in a folder may still take; <see cref="long.MaxValue"/> where there is no limit.</summary>
    long AvailableIn(string directory);

    /// <summary>Writes, all or not: pages that are written this way are present afterwards.</summary>
    /// <exception cref="IOException">There is no room. Some of the bytes may have been written.</exception>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);
}
