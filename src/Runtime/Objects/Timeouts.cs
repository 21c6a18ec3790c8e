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

        if (limit < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time-out cannot be negative; give zero to look without waiting, and null or Timeout.InfiniteTimeSpan to wait for ever.");
        }

        return limit < Longest ? limit : Longest;
    }
}
