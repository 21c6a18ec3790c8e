namespace WordCount.Job;

/// <summary>The files under a folder, in order of their paths, and what of it could not be listed.</summary>
internal sealed record FolderListing(IReadOnlyList<TextFile> Files, IReadOnlyList<SkippedFile> Skipped)
{
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static FolderListing Of(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(File.Exists(folder) ? $"'{folder}' is a file, not a folder." : $"There is no folder '{folder}'.");
        }

        var files = new List<TextFile>();
        var skipped = new List<SkippedFile>();
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(folder)]);
        while (folders.TryPop(out var current))
        {
            try
            {
                foreach (var entry in current.EnumerateFileSystemInfos())
                {
                    if (entry is DirectoryInfo inner)
                    {
                        // Not through links: they may lead back up.
                        if (inner.LinkTarget is null)
                        {
                            folders.Push(inner);
                        }
                    }
                    else
                    {
                        AddFile((FileInfo)entry, files, skipped);
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                skipped.Add(new SkippedFile(current.FullName, exception.Message));
            }
        }

        files.Sort(static (x, y) => string.CompareOrdinal(x.Path, y.Path));
        return new FolderListing(files, skipped);
    }

    private static void AddFile(FileInfo entry, List<TextFile> files, List<SkippedFile> skipped)
    {
        // A link's own length is not that of the file it leads to.
        var file = entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        if (file is { Exists: true })
        {
            files.Add(new TextFile(entry.FullName, file.Length, file.LastWriteTimeUtc));
        }
        else if (entry.LinkTarget is { } target)
        {
            skipped.Add(new SkippedFile(entry.FullName, $"a link to '{target}', where there is no file"));
        }
    }
}
