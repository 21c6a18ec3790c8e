namespace Orleans.Ray.Store;

/// <summary>
/// A store's own folder in a spill directory. It holds a file that its owner keeps locked as long as it lives; so a folder whose file can be locked is what a crash left, and whoever opens a folder beside it removes it.
/// A lock rather than a process id, since containers that share a directory do not share their ids.
/// </summary>
/// <remarks>
/// A folder is removed by who has the lock, with the file last. One that has no such file may have an owner who is about to make it: it is removed when it is a minute old, and only while it is empty. A new folder whose file such a look has locked before its owner could is given up for another. So nobody loses a folder that is his.
/// </remarks>
internal sealed class SpillFolder : IDisposable
{
    private const string Prefix = "ray-spill-";
    private const string OwnerFile = "owner";
    private const int Attempts = 10;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan TimeToLock = TimeSpan.FromMinutes(1);

    private readonly FileStream _owner;
    private int _disposed;

    private SpillFolder(string path, FileStream owner)
    {
        Path = path;
        _owner = owner;
    }

    public string Path { get; }

    /// <summary>Makes a folder, and removes those of dead owners.</summary>
    public static SpillFolder Open(string directory)
    {
        Create(directory);
        foreach (var folder in Directory.EnumerateDirectories(directory, Prefix + "*"))
        {
            RemoveIfAbandoned(folder);
        }

        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(directory, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():n}");
            Create(path);
            try
            {
                // Whoever looked between the making of the file and its lock has had the lock, and has removed the file.
                var owner = Lock(path, FileMode.CreateNew);
                if (File.Exists(owner.Name))
                {
                    return new SpillFolder(path, owner);
                }

                owner.Dispose();
            }
            catch (IOException) when (attempt < Attempts)
            {
                // The same, seen a moment earlier.
            }
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Remove(Path, _owner);
        }
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, OwnerFile), mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    private static void RemoveIfAbandoned(string folder)
    {
        try
        {
            Remove(folder, Lock(folder, FileMode.Open));
        }
        catch (FileNotFoundException)
        {
            if (TimeProvider.System.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > TimeToLock)
            {
                RemoveEmpty(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Locked by its owner, another user's, or removed by somebody else just now.
        }
    }

    private static void Remove(string folder, FileStream owner)
    {
        using (owner)
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (System.IO.Path.GetFileName(file) != OwnerFile)
                {
                    File.Delete(file);
                }
            }
        }

        RemoveEmpty(folder);
    }

    private static void RemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has an owner by now, or is gone. Whoever opens a folder here next looks again.
        }
    }
}
