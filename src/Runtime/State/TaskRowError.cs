namespace Orleans.Ray.State;

/// <summary>What a listing keeps of an error: words, so that no row keeps an exception and what hangs on it alive.</summary>
internal sealed record TaskRowError(string Type, string Message)
{
    private const int MaxMessage = 2_000;

    public static TaskRowError Of(Exception exception)
    {
        var message = exception.Message;
        return new(exception.GetType().FullName ?? exception.GetType().Name, message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage), "..."));
    }
}
