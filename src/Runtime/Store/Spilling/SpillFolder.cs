namespace Orleans.Ray.Store;

/// <summary>
/// A store's own folder in a spill directory. It holds a file that its owner keeps locked as long as it lives; so a folder whose file can be locked is what a crash left, and whoever opens a folder beside it removes it.
/// A lock rather than a process id, since containers that share a directory do not share their ids.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const string Prefix = "ray-spill-";
    private const string OwnerFile = "owner";
    private const int Attempts = 5;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _owner;

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
        Scavenge(directory);
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(directory, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():n}");
            Create(path);
            try
            {
                return new SpillFolder(path, new FileStream(System.IO.Path.Combine(path, OwnerFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Somebody who opens a folder at the same time may have taken this one, which had no owner yet, for a dead one's.
            }
        }
    }

    public void Dispose()
    {
        _owner.Dispose();
        TryRemove(Path);
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

    private static void Scavenge(string directory)
    {
        foreach (var folder in Directory.EnumerateDirectories(directory, Prefix + "*"))
        {
            if (IsAbandoned(folder))
            {
                TryRemove(folder);
            }
        }
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            using var owner = new FileStream(System.IO.Path.Combine(folder, OwnerFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Locked by its owner, of another user, or removed by somebody else just now.
            return false;
        }
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever opens a folder here next tries again.
        }
    }
}
