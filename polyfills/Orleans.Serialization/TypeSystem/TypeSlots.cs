namespace Orleans.Serialization.TypeSystem;

internal static class TypeSlots
{
    private static int _count;

    public static int Next() => Interlocked.Increment(ref _count) - 1;
}
