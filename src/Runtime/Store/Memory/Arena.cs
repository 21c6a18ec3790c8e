using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Store;

/// <summary>The shared memory of one node: a file that every process of the node maps, and, in the process that made it, the allocator of its bytes.</summary>
/// <remarks>
/// <para>
/// It is made sparse and takes no memory until it is written. Memory that has been used stays, and is handed out again before any that never was, which costs ten times as much to write.
/// It is mapped twice; readers get the mapping that cannot be written.
/// </para>
/// <para>
/// <b>Lifetime.</b> <see cref="Dispose"/> removes the file's name at once, so that nobody else can open it; allocations and writes end. The memory stays mapped until the last
/// <see cref="TryAddReference">reference</see> to it is released. A pointer is good while a reference is held.
/// </para>
/// <para>
/// <b>A file system that is full</b> shows when memory that has never been used is first written: the write throws <see cref="ArenaFullException"/>, and from then on only memory that is present
/// is handed out (<see cref="UsableCapacity"/>). What cannot be used is kept aside, and once a second an allocation that fails tries whether there is room again.
/// </para>
/// <para>All members may be called from any thread. That nobody writes a block while another frees it is up to the callers.</para>
/// </remarks>
internal sealed unsafe partial class Arena : IDisposable
{
    private readonly ArenaMapping _mapping;
    private readonly ArenaFileName? _name;
    private readonly ArenaChunks? _chunks;
    private readonly ArenaAllocator? _allocator;
    private readonly ArenaOptions? _options;
    private readonly Lock _lock = new();
    private int _isDisposed;

    private Arena(ArenaOptions options, FileStream file)
    {
        _options = options;
        _allocator = new ArenaAllocator(options.Capacity);
        Capacity = _allocator.Capacity;
        Path = file.Name;
        _mapping = new ArenaMapping(file, Capacity);
        _name = ArenaFileName.RemoveAtExit(Path);
        _chunks = new ArenaChunks(Capacity, _mapping, options.Storage);
        _touchAhead = new TouchAhead(TouchNext);
        _touchBudget = options.TouchAhead ?? Math.Min(Capacity / 8, ArenaOptions.MaxDefaultTouchAhead);
        _copyThreads = options.CopyThreads ?? Environment.ProcessorCount;
    }

    private Arena(string path, FileStream file)
    {
        Path = path;
        Capacity = ArenaHeader.Read(file, path).Capacity;
        _mapping = new ArenaMapping(file, Capacity);
        _copyThreads = Environment.ProcessorCount;
    }

    ~Arena() => End();

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Bytes that can be allocated while the file system has room.</summary>
    public long Capacity { get; }

    /// <summary>Makes the shared memory of this process's node, after removing those of processes that have died.</summary>
    /// <exception cref="IOException">No folder has room for it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not possible.</exception>
    public static Arena Create(ArenaOptions options)
    {
        options.Validate();
        options = options with { Capacity = options.Capacity / ArenaAllocator.Alignment * ArenaAllocator.Alignment };
        var file = ArenaFile.Create(options);
        try
        {
            return new Arena(options, file);
        }
        catch
        {
            file.Dispose();
            File.Delete(file.Name);
            throw;
        }
    }

    /// <summary>Maps the shared memory that another process of this machine has made. This side reads all of it, and writes what the other has allocated for it; it never allocates.</summary>
    /// <exception cref="InvalidDataException">The file is something else, or not all there.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be mapped.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is another user's.</exception>
    public static Arena Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            return new Arena(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The first of the bytes at an offset, to be read. Good while a reference is held; a write through it faults.</summary>
    /// <remarks>What is read must be present: written, or passed to <see cref="MakePresent"/>, which costs next to nothing where it is.</remarks>
    public byte* ReadPointer(long offset)
    {
        ThrowIfOutside(offset, 0);
        ObjectDisposedException.ThrowIf(_mapping.IsGone, this);
        return _mapping.Readable + offset;
    }

    /// <inheritdoc cref="ReadPointer"/>
    public ReadOnlySpan<byte> ReadSpan(long offset, int length)
    {
        ThrowIfOutside(offset, length);
        return new(ReadPointer(offset), length);
    }

    /// <summary>Keeps the memory mapped until <see cref="ReleaseReference"/>; false where it is gone.</summary>
    public bool TryAddReference() => _mapping.TryAddReference();

    /// <inheritdoc cref="TryAddReference"/>
    /// <exception cref="ObjectDisposedException">The memory is gone.</exception>
    public void AddReference() => ObjectDisposedException.ThrowIf(!_mapping.TryAddReference(), this);

    public void ReleaseReference() => _mapping.Release();

    /// <summary>Removes the file's name and, once nobody refers to it, unmaps the memory.</summary>
    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        // The constructor may have failed.
        if (_mapping is null || Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        _touchAhead?.Stop();
        _name?.Remove();
        _mapping.Release();
    }

    private void ThrowIfOutside(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Capacity - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{length} bytes from there are not within the {Capacity} bytes of the object store.");
        }
    }

    [MemberNotNull(nameof(_allocator), nameof(_chunks))]
    private void ThrowIfNotOwner()
    {
        if (_allocator is null || _chunks is null)
        {
            throw new InvalidOperationException("Only the process that made the shared memory allocates in it: ask the node's own process.");
        }
    }
}
