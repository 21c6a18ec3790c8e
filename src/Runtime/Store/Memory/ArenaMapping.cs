using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Orleans.Ray.Store;

/// <summary>An arena's file, mapped twice: to be written, and to be read only.</summary>
/// <remarks>
/// It counts who uses it, and is unmapped when the last one has gone. Once nobody uses it nobody can begin to: a late reader finds memory that is valid, or is told that
/// there is none, and never an address that leads nowhere.
/// </remarks>
internal sealed unsafe class ArenaMapping
{
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapped;
    private readonly SafeMemoryMappedViewHandle _writeView;
    private readonly SafeMemoryMappedViewHandle _readView;
    private int _references = 1;

    /// <param name="file">The file, as long as it will ever be. It is the mapping's from now on, also where this fails.</param>
    /// <param name="capacity">Bytes of data after the header.</param>
    public ArenaMapping(FileStream file, long capacity)
    {
        _file = file;
        try
        {
            var length = ArenaHeader.LengthOfFile(capacity);
            _mapped = MemoryMappedFile.CreateFromFile(file, mapName: null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            _writeView = _mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.ReadWrite).SafeMemoryMappedViewHandle;
            _readView = _mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read).SafeMemoryMappedViewHandle;
            Writable = DataOf(_writeView);
            Readable = DataOf(_readView);
        }
        catch
        {
            // Of the views only the handles are disposed of, here and below: an accessor would first write gigabytes to the disk, for nobody.
            _readView?.Dispose();
            _writeView?.Dispose();
            _mapped?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>The first byte of the data, where it may be written.</summary>
    public byte* Writable { get; }

    /// <summary>The first byte of the data, where a write faults.</summary>
    public byte* Readable { get; }

    public SafeFileHandle Handle => _file.SafeFileHandle;

    public bool IsGone => Volatile.Read(ref _references) == 0;

    /// <summary>Keeps the memory mapped until <see cref="Release"/>; false where it is no longer.</summary>
    public bool TryAddReference()
    {
        var references = Volatile.Read(ref _references);
        while (references > 0)
        {
            var seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
            {
                return true;
            }

            references = seen;
        }

        return false;
    }

    public void Release()
    {
        var references = Interlocked.Decrement(ref _references);
        if (references == 0)
        {
            Unmap();
        }
        else if (references < 0)
        {
            throw new InvalidOperationException("The memory of the object store was released more often than it was held.");
        }
    }

    private static byte* DataOf(SafeMemoryMappedViewHandle view)
    {
        byte* start = null;
        view.AcquirePointer(ref start);
        return start + ArenaHeader.Length;
    }

    private void Unmap()
    {
        _readView.ReleasePointer();
        _readView.Dispose();
        _writeView.ReleasePointer();
        _writeView.Dispose();
        _mapped.Dispose();
        _file.Dispose();
    }
}
