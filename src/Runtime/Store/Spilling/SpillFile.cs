namespace Orleans.Ray.Store;

/// <summary>One object's bytes in a file of their own, and what they must be when they are read back.</summary>
internal sealed record SpillFile(SpillDirectory Directory, string Path, long Length, uint Checksum);
