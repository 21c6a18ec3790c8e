namespace Orleans.Serialization.Collections;

internal static class Comparers
{
    public static object? NonDefault<T>(IEqualityComparer<T>? comparer) => ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;

    public static object? NonDefault<T>(IComparer<T>? comparer) => ReferenceEquals(comparer, Comparer<T>.Default) ? null : comparer;

    /// <summary>What an input gives as the comparer of a collection.</summary>
    public static TComparer? As<TComparer>(object? comparer)
        where TComparer : class
        => comparer is null ? null : comparer as TComparer ?? throw new SerializerException($"The input holds a {comparer.GetType()} where a {typeof(TComparer)} was expected.");
}
