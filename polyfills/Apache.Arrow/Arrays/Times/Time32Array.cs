using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Seconds or milliseconds since midnight.</summary>
public class Time32Array : PrimitiveArray<int>, IReadOnlyList<TimeOnly?>, ICollection<TimeOnly?>
{
    public Time32Array(Time32Type type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Time32Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Time32);

    private TimeUnit Unit => ((Time32Type)Data.DataType).Unit;

    int IReadOnlyCollection<TimeOnly?>.Count => Length;

    int ICollection<TimeOnly?>.Count => Length;

    bool ICollection<TimeOnly?>.IsReadOnly => true;

    TimeOnly? IReadOnlyList<TimeOnly?>.this[int index] => GetTime(index);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public int? GetSeconds(int index) => GetValue(index) is { } value ? (int)Units.Convert(value, Unit, TimeUnit.Second) : null;

    public int? GetMilliSeconds(int index) => GetValue(index) is { } value ? checked((int)Units.Convert(value, Unit, TimeUnit.Millisecond)) : null;

    public TimeOnly? GetTime(int index) => GetValue(index) is { } value ? new TimeOnly(Units.ToTicks(value, Unit)) : null;

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTime);

    IEnumerator<TimeOnly?> IEnumerable<TimeOnly?>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTime);

    bool ICollection<TimeOnly?>.Contains(TimeOnly? item) => ReadOnlyArray.Contains(Length, GetTime, value => value == item);

    void ICollection<TimeOnly?>.CopyTo(TimeOnly?[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, GetTime, array, arrayIndex);

    void ICollection<TimeOnly?>.Add(TimeOnly? item) => throw ReadOnlyArray.Error();

    bool ICollection<TimeOnly?>.Remove(TimeOnly? item) => throw ReadOnlyArray.Error();

    void ICollection<TimeOnly?>.Clear() => throw ReadOnlyArray.Error();

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
