namespace Orleans.Ray.Store;

/// <summary>A file system has no room above what is to be left free. Over as soon as a file is deleted.</summary>
internal sealed class SpillReserveException(string message) : IOException(message);
