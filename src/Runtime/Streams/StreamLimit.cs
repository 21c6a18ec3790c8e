namespace Orleans.Ray.Streams;

/// <summary>How far a producer may be ahead of its reader.</summary>
internal static class StreamLimit
{
    /// <summary>
    /// Bounded, unlike Ray's: the producer shares its process with everybody else's work, and one that nobody reads fast enough would take all of
    /// its memory. High enough that a bounded result of ordinary size never waits.
    /// </summary>
    public const int Default = 1000;

    public static void Check(int? limit, string option, string parameter)
    {
        if (limit is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                limit,
                $"{option} must be 1 or more (with 1, the next item is made when the last one has been read), or -1 for no limit.");
        }
    }
}
