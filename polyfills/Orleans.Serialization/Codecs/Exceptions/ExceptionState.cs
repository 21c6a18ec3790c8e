namespace Orleans.Serialization.Codecs.Exceptions;

/// <summary>What travels of an exception apart from the members that a user type adds.</summary>
internal sealed class ExceptionState
{
    public string? Message { get; set; }

    public string? StackTrace { get; set; }

    public Exception? InnerException { get; set; }

    public int HResult { get; set; }

    public string? Source { get; set; }

    public string? HelpLink { get; set; }

    public List<KeyValuePair<object, object?>> Data { get; } = [];

    /// <summary>What a framework type adds, by the names that it gives it itself.</summary>
    public List<KeyValuePair<string, object?>> Properties { get; } = [];
}
