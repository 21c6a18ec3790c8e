using System.Globalization;

namespace Apache.Arrow.Types;

public sealed class TimestampType : TimeBasedType
{
    public static readonly TimestampType Default = new(TimeUnit.Millisecond, "+00:00");

    public TimestampType(TimeUnit unit = TimeUnit.Millisecond, string timezone = null)
        : base(unit)
        => Timezone = timezone;

    public TimestampType(TimeUnit unit = TimeUnit.Millisecond, TimeZoneInfo timezone = null)
        : this(unit, NameOf(timezone))
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Timestamp;

    public override string Name => "timestamp";

    public override int BitWidth => 64;

    public string Timezone { get; }

    public bool IsTimeZoneAware => !string.IsNullOrWhiteSpace(Timezone);

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);

    private static string NameOf(TimeZoneInfo timezone)
    {
        if (timezone is null)
        {
            return null;
        }

        var offset = timezone.BaseUtcOffset;
        return (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
    }
}
