using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public class DurationArray : PrimitiveArray<long>, IReadOnlyList<TimeSpan?>, IArrayList<TimeSpan?>
{
    public DurationArray(DurationType type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public DurationArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Duration);

    public DurationType DataType => (DurationType)Data.DataType;

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public TimeSpan? GetTimeSpan(int index) => GetValue(index) is { } value ? new TimeSpan(Units.ToTicks(value, DataType.Unit)) : null;

    TimeSpan? IArrayList<TimeSpan?>.Element(int index) => GetTimeSpan(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTimeSpan);

    public class Builder : PrimitiveArrayBuilder<long, DurationArray, Builder>
    {
        public Builder(DurationType dataType) => DataType = dataType;

        public DurationType DataType { get; }

        public Builder Append(TimeSpan value) => Append(Units.FromTicks(value.Ticks, DataType.Unit));

        public Builder Append(TimeSpan? value) => value is { } present ? Append(present) : AppendNull();

        protected override DurationArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
            => new(DataType, valueBuffer, nullBitmapBuffer, length, nullCount, offset);
    }
}
