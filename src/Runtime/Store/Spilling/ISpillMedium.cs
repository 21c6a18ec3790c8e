namespace Orleans.Ray.Store;

/// <summary>What spilling asks of the file system.</summary>
internal interface ISpillMedium
{
    /// <summary>Bytes that may still be written to the file system of a directory.</summary>
    long AvailableBytes(string directory);

    /// <summary>A new file, which will have that many bytes.</summary>
    ISpillStream Create(string path, long length);

    ISpillStream Open(string path);

    void Delete(string path);
}
