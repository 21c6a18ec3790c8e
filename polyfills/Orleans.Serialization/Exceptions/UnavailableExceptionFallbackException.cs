namespace Orleans.Serialization;

/// <summary>Stands in for an exception whose type the receiver cannot load.</summary>
public sealed class UnavailableExceptionFallbackException : Exception
{
    public UnavailableExceptionFallbackException()
    {
    }

    public UnavailableExceptionFallbackException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public Dictionary<string, object?> Properties { get; } = [];

    public string? ExceptionType { get; internal set; }

    public override string ToString()
        => ExceptionType is null ? base.ToString() : $"Unknown exception of type {ExceptionType}: {base.ToString()}";
}
