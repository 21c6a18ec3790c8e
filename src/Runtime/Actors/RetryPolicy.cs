namespace Orleans.Ray.Actors;

/// <summary>What of a call's failures is followed by another attempt, and how often.</summary>
/// <param name="MaxRetries">How often, for crashes and exceptions together; -1 means without limit.</param>
/// <param name="RetriesExceptions">Whether exceptions of the method are retried.</param>
/// <param name="ExceptionTypes">Which of them; null for all.</param>
internal sealed record RetryPolicy(int MaxRetries, bool RetriesExceptions, IReadOnlyList<Type>? ExceptionTypes)
{
    public static RetryPolicy None { get; } = new(0, false, null);

    public bool Retries(Exception exception) =>
        RetriesExceptions && (ExceptionTypes is null || ExceptionTypes.Any(type => type.IsInstanceOfType(exception)));
}
