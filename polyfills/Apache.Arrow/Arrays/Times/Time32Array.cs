using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Seconds or milliseconds since midnight.</summary>
public class Time32Array : PrimitiveArray<int>, IReadOnlyList<TimeOnly?>, ICollection<TimeOnly?>, IArrayCollection<TimeOnly?>
{
    public Time32Array(Time32Type type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Time32Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Time32);

    private TimeUnit Unit => ((Time32Type)Data.DataType).Unit;

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public int? GetSeconds(int index) => GetValue(index) is { } value ? (int)Units.Convert(value, Unit, TimeUnit.Second) : null;

    public int? GetMilliSeconds(int index) => GetValue(index) is { } value ? checked((int)Units.Convert(value, Unit, TimeUnit.Millisecond)) : null;

    public TimeOnly? GetTime(int index) => GetValue(index) is { } value ? new TimeOnly(Units.ToTicks(value, Unit)) : null;

    TimeOnly? IArrayList<TimeOnly?>.Element(int index) => GetTime(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTime);

    public class Builder : TimeArrayBuilder<int, Time32Array, Builder>
    {
        private readonly TimeUnit _unit;

        public Builder()
            : this(Time32Type.Default)
        {
        }

        public Builder(TimeUnit unit)
            : this((Time32Type)TimeType.FromTimeUnit(unit))
        {
        }

        public Builder(Time32Type type)
            : base(new RawBuilder<int, Time32Array>((values, validity, length, nulls, offset) => new Time32Array(type, values, validity, length, nulls, offset)))
            => _unit = type.Unit;

        protected override int Convert(TimeOnly time) => (int)Units.FromTicks(time.Ticks, _unit);
    }
}
