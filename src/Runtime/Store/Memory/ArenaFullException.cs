namespace Orleans.Ray.Store;

/// <summary>The file system of an arena has no room for memory that the arena has not used before. What is stored already stays readable.</summary>
internal sealed class ArenaFullException(string message, Exception? innerException = null) : IOException(message, innerException);
