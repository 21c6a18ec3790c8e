namespace Orleans.Ray.Objects;

internal static class Timeouts
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>The time limit that a caller gave: null means none, zero means not to wait.</summary>
    public static TimeSpan Check(TimeSpan? timeout)
    {
        if (timeout is not { } limit || limit == Timeout.InfiniteTimeSpan)
        {
            return Timeout.InfiniteTimeSpan;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
        return limit < Longest ? limit : Longest;
    }
}
