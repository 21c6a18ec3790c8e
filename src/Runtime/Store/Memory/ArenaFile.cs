using System.Globalization;

namespace Orleans.Ray.Store;

/// <summary>Makes the files of arenas, and removes those whose owners have died.</summary>
/// <remarks>
/// Whoever has an arena's file open, owner or not, holds a shared lock on it, which the system drops when the process ends, however it ends. A file is removed where its name
/// says that its owner does not run <em>and</em> an exclusive lock can be had: the first alone is wrong where processes cannot see each other, as in containers that share a folder, and the
/// second alone would be in the moment between a file's creation and its lock.
/// </remarks>
internal static class ArenaFile
{
    // A name is taken, or the file was removed before it was locked. Neither happens twice but by malice.
    private const int Attempts = 3;

    private static string UsualDirectory => OperatingSystem.IsLinux() ? "/dev/shm" : Path.GetTempPath();

    /// <summary>A file of the right length with its header, in the first of the option's folders that will have it.</summary>
    /// <exception cref="IOException">No folder will; the message says why not.</exception>
    public static FileStream Create(ArenaOptions options)
    {
        var first = options.Directory ?? UsualDirectory;
        if (TryCreate(first, options, out var whyNotFirst) is { } file)
        {
            return file;
        }

        var fallback = options.FallbackDirectory ?? Path.GetTempPath();
        if (TryCreate(fallback, options, out var whyNotFallback) is not { } slower)
        {
            throw new IOException($"There is no folder for the {Bytes(options.Capacity)} bytes of the object store: {whyNotFirst}, and {whyNotFallback}. {Remedy}");
        }

        options.Warn?.Invoke($"The object store is in a file in '{fallback}', which may be much slower than shared memory: {whyNotFirst}. {Remedy}");
        return slower;
    }

    private static string Remedy => $"Make room there (in a container, with a larger --shm-size), or set a smaller {nameof(RayOptions)}.ObjectStoreMemory.";

    private static FileStream? TryCreate(string directory, ArenaOptions options, out string whyNot)
    {
        try
        {
            if (!Directory.Exists(directory))
            {
                whyNot = $"'{directory}' does not exist";
                return null;
            }

            RemoveAbandoned(directory);
            var available = options.Storage.AvailableIn(directory);
            if (available < ArenaHeader.LengthOfFile(options.Capacity))
            {
                whyNot = $"'{directory}' has room for {Bytes(available)} bytes, and {Bytes(ArenaHeader.LengthOfFile(options.Capacity))} may be needed";
                return null;
            }

            whyNot = string.Empty;
            return CreateIn(directory, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            whyNot = $"'{directory}' cannot be used ({exception.Message})";
            return null;
        }
    }

    private static FileStream CreateIn(string directory, ArenaOptions options)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = Path.Combine(directory, ArenaFileName.New(ProcessIdentity.Current));
            FileStream? file = null;
            try
            {
                file = new FileStream(path, HowToCreate());
                file.SetLength(ArenaHeader.LengthOfFile(options.Capacity));
                options.Storage.Write(file.SafeFileHandle, new ArenaHeader(options.Capacity, ProcessIdentity.Current).ToBytes(), 0);
                if (File.Exists(path) || attempt == Attempts)
                {
                    return file;
                }

                file.Dispose();
            }
            catch (IOException) when (file is null && attempt < Attempts)
            {
                // Another name, then.
            }
            catch
            {
                if (file is not null)
                {
                    file.Dispose();
                    File.Delete(path);
                }

                throw;
            }
        }
    }

    private static FileStreamOptions HowToCreate()
    {
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (OperatingSystem.IsWindows())
        {
            how.Options = FileOptions.DeleteOnClose;
        }
        else
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return how;
    }

    private static void RemoveAbandoned(string directory)
    {
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles(ArenaFileName.Prefix + "*"))
        {
            if (ArenaFileName.OwnerOf(file.Name) is { IsAlive: false } && file.LinkTarget is null)
            {
                RemoveUnlessInUse(file.FullName);
            }
        }
    }

    private static void RemoveUnlessInUse(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody has it open, or it is not ours, or another process that starts was quicker. Whatever it is, this arena does not depend on it.
        }
    }

    private static string Bytes(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
