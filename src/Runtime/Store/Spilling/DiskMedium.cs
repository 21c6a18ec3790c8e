using Microsoft.Win32.SafeHandles;

namespace Orleans.Ray.Store;

/// <summary>The file system.</summary>
internal sealed class DiskMedium : ISpillMedium
{
    public static DiskMedium Instance { get; } = new();

    public long AvailableBytes(string directory) => new DriveInfo(directory).AvailableFreeSpace;

    // Its size is reserved first, so that a disk that is too full says so before anything is written.
    public ISpillStream Create(string path, long length) => new DiskStream(File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.None, length));

    public ISpillStream Open(string path) => new DiskStream(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.SequentialScan));

    public void Delete(string path) => File.Delete(path);

    private sealed class DiskStream(SafeFileHandle handle) : ISpillStream
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(long offset, ReadOnlySpan<byte> source) => RandomAccess.Write(handle, source, offset);

        public int Read(long offset, Span<byte> target) => RandomAccess.Read(handle, target, offset);

        public void Dispose() => handle.Dispose();
    }
}
