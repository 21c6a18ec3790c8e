using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Ticks of 100 ns against units. Both directions drop what does not fit toward zero.</summary>
internal static class Units
{
    private const long NanosecondsPerTick = 100;

    public static long FromTicks(long ticks, TimeUnit unit)
        => unit == TimeUnit.Nanosecond ? checked(ticks * NanosecondsPerTick) : ticks / TicksPer(unit);

    public static long ToTicks(long value, TimeUnit unit)
        => unit == TimeUnit.Nanosecond ? value / NanosecondsPerTick : checked(value * TicksPer(unit));

    public static long Convert(long value, TimeUnit from, TimeUnit to)
    {
        var (source, target) = (PerSecond(from), PerSecond(to));
        return target >= source ? checked(value * (target / source)) : value / (source / target);
    }

    private static long TicksPer(TimeUnit unit) => TimeSpan.TicksPerSecond / PerSecond(unit);

    private static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        TimeUnit.Nanosecond => 1_000_000_000,
        _ => throw new InvalidDataException($"{unit} is not a unit of time."),
    };
}
