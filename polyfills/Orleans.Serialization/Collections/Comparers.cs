namespace Orleans.Serialization.Collections;

internal static class Comparers
{
    public static object? NonDefault<T>(IEqualityComparer<T>? comparer) => ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;

    public static object? NonDefault<T>(IComparer<T>? comparer) => ReferenceEquals(comparer, Comparer<T>.Default) ? null : comparer;
}
