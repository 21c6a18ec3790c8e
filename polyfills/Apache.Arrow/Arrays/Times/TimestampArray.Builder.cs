using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class TimestampArray
{
    public class Builder : PrimitiveArrayBuilder<DateTimeOffset, long, TimestampArray, Builder>
    {
        public Builder()
            : this(TimestampType.Default)
        {
        }

        public Builder(TimeUnit unit, TimeZoneInfo timezone)
            : this(new TimestampType(unit, timezone))
        {
        }

        public Builder(TimeUnit unit = TimeUnit.Millisecond, string timezone = "+00:00")
            : this(new TimestampType(unit, timezone))
        {
        }

        public Builder(TimeUnit unit)
            : this(new TimestampType(unit, (string)null))
        {
        }

        public Builder(TimestampType type)
            : base(new RawBuilder<long, TimestampArray>((values, validity, length, nulls, offset) => new TimestampArray(type, values, validity, length, nulls, offset)))
            => DataType = type;

        protected TimestampType DataType { get; }

        protected override long ConvertTo(DateTimeOffset value) => Units.FromTicks(value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, DataType.Unit);
    }
}
