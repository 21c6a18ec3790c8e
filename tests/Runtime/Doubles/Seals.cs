namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks over a type with a converter of its own.</summary>
internal static partial class Seals
{
    private static int _opened;

    public static int Opened => Volatile.Read(ref _opened);

    [RayTask]
    public static Sealed Make(int value) => new(value);

    [RayTask(NumReturns = 2)]
    public static (Sealed, Sealed) MakeTwo(int value) => (new(value), new(value + 10));

    [RayTask(RetryExceptions = true)]
    public static int Open(Sealed value)
    {
        Interlocked.Increment(ref _opened);
        return value.Value;
    }
}
