using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Microseconds or nanoseconds since midnight.</summary>
public class Time64Array : PrimitiveArray<long>, IReadOnlyList<TimeOnly?>, ICollection<TimeOnly?>, IArrayCollection<TimeOnly?>
{
    public Time64Array(Time64Type type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Time64Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Time64);

    private TimeUnit Unit => ((Time64Type)Data.DataType).Unit;

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public long? GetMicroSeconds(int index) => GetValue(index) is { } value ? Units.Convert(value, Unit, TimeUnit.Microsecond) : null;

    public long? GetNanoSeconds(int index) => GetValue(index) is { } value ? Units.Convert(value, Unit, TimeUnit.Nanosecond) : null;

    public TimeOnly? GetTime(int index) => GetValue(index) is { } value ? new TimeOnly(Units.ToTicks(value, Unit)) : null;

    TimeOnly? IArrayList<TimeOnly?>.Element(int index) => GetTime(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTime);

    public class Builder : TimeArrayBuilder<long, Time64Array, Builder>
    {
        private readonly TimeUnit _unit;

        public Builder()
            : this(Time64Type.Default)
        {
        }

        public Builder(TimeUnit unit)
            : this((Time64Type)TimeType.FromTimeUnit(unit))
        {
        }

        public Builder(Time64Type type)
            : base(new RawBuilder<long, Time64Array>((values, validity, length, nulls, offset) => new Time64Array(type, values, validity, length, nulls, offset)))
            => _unit = type.Unit;

        protected override long Convert(TimeOnly time) => Units.FromTicks(time.Ticks, _unit);
    }
}
