namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that are retried after some exceptions.</summary>
internal static partial class Retried
{
    /// <summary>Throws at each attempt the next of these, then returns how often it ran.</summary>
    [RayTask(MaxRetries = 5)]
    public static int Throw(params string[] kinds) => Next(kinds);

    [RayTask(MaxRetries = 5, RetryExceptionTypes = [typeof(IOException), typeof(TimeoutException)])]
    public static int ThrowListed(string[] kinds) => Next(kinds);

    [RayTask]
    public static int ThrowUnreadable() => throw new UnreadableException();

    private static int Next(string[] kinds)
    {
        var attempt = RayContext.Current.Attempt;
        return attempt >= kinds.Length ? attempt + 1 : kinds[attempt] switch
        {
            "io" => throw new IOException($"attempt {attempt}"),
            "file" => throw new FileNotFoundException($"attempt {attempt}"),
            "time" => throw new TimeoutException($"attempt {attempt}"),
            _ => throw new InvalidOperationException($"attempt {attempt}"),
        };
    }
}
