namespace Orleans.Ray.Store;

/// <summary>
/// The spill files of one store, in one or more directories in turn, under a budget. Each object has a file of its own: objects here are of 100 KiB and more as a rule, so that making a file costs no more than
/// writing it, and its space is free as soon as the object is; files shared by several objects would have to be kept or rewritten for the last of them.
/// </summary>
/// <remarks>Its folders are removed when the store is disposed of and no write or read is under way. No fsync: the files mean nothing to another process.</remarks>
internal sealed class SpillFiles : IDisposable
{
    private const int PartBytes = 8 << 20;

    private readonly ObjectStoreOptions _options;
    private readonly ObjectStoreLog _log;
    private readonly Action _madeRoom;
    private readonly SpillDirectory[] _directories;
    private readonly Lock _lock = new();
    private readonly Queue<SpillFile> _deletions = new();
    private bool _isDeleting;
    private int _users = 1;
    private int _turn;
    private long _bytes;
    private long _failures;
    private bool _disposed;

    public SpillFiles(ObjectStoreOptions options, ISpillMedium medium, TimeProvider time, ObjectStoreLog log, Action madeRoom)
    {
        _options = options;
        _log = log;
        _madeRoom = madeRoom;
        _directories = [.. options.EffectiveSpillDirectories.Select(path => new SpillDirectory(path, medium, time))];
    }

    public int Writers => _options.SpillWriters ?? Math.Max(2, _directories.Length);

    /// <summary>Bytes of all files, and of those that are reserved.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>How often a directory failed to take an object.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>How long until some directory may be tried; zero where one may be now.</summary>
    public TimeSpan Rests => _directories.Min(static directory => directory.Rests);

    /// <summary>Takes so many bytes of the budget for what <see cref="TryWrite(nint, long)"/> will write; false where there are not so many left.</summary>
    public bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (_bytes > _options.MaxSpillBytes - bytes)
            {
                return false;
            }

            _bytes += bytes;
            return true;
        }
    }

    /// <summary>Writes an object's bytes to the next directory that takes them; null where none does, and then they are no longer reserved.</summary>
    /// <param name="address">Where the bytes are; they must not change or go meanwhile.</param>
    /// <param name="length">How many there are, as they were reserved.</param>
    public SpillFile? TryWrite(nint address, long length)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                _bytes -= length;
                return null;
            }

            _users++;
        }

        SpillFile? file = null;
        try
        {
            var first = (uint)Interlocked.Increment(ref _turn);
            for (var i = 0; i < _directories.Length && file is null; i++)
            {
                var directory = _directories[(int)((first + (uint)i) % (uint)_directories.Length)];
                if (directory.Rests == TimeSpan.Zero)
                {
                    file = TryWrite(directory, address, length);
                }
            }

            return file;
        }
        finally
        {
            Leave(file is null ? length : 0);
        }
    }

    /// <summary>Reads an object's bytes, and checks that they are all there and what they were.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Where the bytes go.</param>
    /// <exception cref="IOException">They cannot be read, or are not what was written.</exception>
    public void Read(SpillFile file, nint address)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _users++;
        }

        try
        {
            using var stream = file.Directory.Medium.Open(file.Path);
            if (stream.Length != file.Length)
            {
                throw new IOException($"The file has {stream.Length} bytes instead of {file.Length}.");
            }

            var checksum = new SpillChecksum();
            for (long offset = 0; offset < file.Length; offset += PartBytes)
            {
                var part = PartOf(address, offset, file.Length);
                ReadPart(stream, offset, part);
                checksum.Add(part);
            }

            if (checksum.Value != file.Checksum)
            {
                throw new IOException("The file's bytes are not those that were written: their checksum differs.");
            }
        }
        finally
        {
            Leave(0);
        }
    }

    /// <summary>Deletes a file, some time soon: whoever frees an object must not wait for a disk.</summary>
    public void Delete(SpillFile file)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _deletions.Enqueue(file);
            if (_isDeleting)
            {
                return;
            }

            _isDeleting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static files => files.DeleteAll(), this, preferLocal: false);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _deletions.Clear();
        }

        Leave(0);
    }

    public override string ToString() => string.Join("; ", _directories.Select(static directory => directory.ToString()));

    private static unsafe Span<byte> PartOf(nint address, long offset, long length) => new((byte*)address + offset, (int)Math.Min(PartBytes, length - offset));

    private static void ReadPart(ISpillStream stream, long offset, Span<byte> part)
    {
        while (part.Length > 0)
        {
            var read = stream.Read(offset, part);
            if (read <= 0)
            {
                throw new IOException($"The file ends at byte {offset}.");
            }

            offset += read;
            part = part[read..];
        }
    }

    private SpillFile? TryWrite(SpillDirectory directory, nint address, long length)
    {
        string? path = null;
        try
        {
            path = directory.NewPath();
            if (directory.Medium.AvailableBytes(directory.Path) is var available && available - length < _options.SpillReserve)
            {
                throw new SpillReserveException($"The file system has {available} bytes free, of which {_options.SpillReserve} are left free.");
            }

            var checksum = new SpillChecksum();
            using (var stream = directory.Medium.Create(path, length))
            {
                for (long offset = 0; offset < length; offset += PartBytes)
                {
                    ReadOnlySpan<byte> part = PartOf(address, offset, length);
                    stream.Write(offset, part);
                    checksum.Add(part);
                }
            }

            directory.Succeeded(length);
            return new SpillFile(directory, path, length, checksum.Value);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            Interlocked.Increment(ref _failures);
            directory.Failed(exception);
            _log.SpillFailed(exception, length, directory.Path);
            if (path is not null)
            {
                TryDelete(directory, path);
            }

            return null;
        }
    }

    private void DeleteAll()
    {
        while (true)
        {
            SpillFile? file;
            lock (_lock)
            {
                if (!_deletions.TryDequeue(out file))
                {
                    _isDeleting = false;
                    return;
                }
            }

            if (TryDelete(file.Directory, file.Path))
            {
                file.Directory.Removed(file.Length);
                lock (_lock)
                {
                    _bytes -= file.Length;
                }

                _madeRoom();
            }
        }
    }

    // What cannot be deleted goes with the folder, and counts until then.
    private bool TryDelete(SpillDirectory directory, string path)
    {
        try
        {
            directory.Medium.Delete(path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // It went with its folder.
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log.SpillFileNotDeleted(exception, path);
            return false;
        }
    }

    private void RemoveFolder(SpillDirectory directory)
    {
        try
        {
            directory.RemoveFolder();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _log.SpillFolderNotRemoved(exception, directory.Path);
        }
    }

    private void Leave(long unusedBytes)
    {
        bool isLast;
        lock (_lock)
        {
            _bytes -= unusedBytes;
            isLast = --_users == 0;
        }

        if (isLast)
        {
            Array.ForEach(_directories, RemoveFolder);
        }
    }
}
