namespace Orleans.Ray.Tests.Doubles;

/// <summary>A user's exception that nothing can serialize.</summary>
internal sealed class OpaqueException(string message, Thread thread) : Exception(message)
{
    public Thread Thread { get; } = thread;
}
