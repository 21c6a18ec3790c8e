namespace Orleans.Ray.Tests.State;

internal static class Ids
{
    /// <summary>The order of listings.</summary>
    public static IComparer<TaskId> ByDigits { get; } = Comparer<TaskId>.Create(static (x, y) => string.CompareOrdinal(x.ToString(), y.ToString()));
}
