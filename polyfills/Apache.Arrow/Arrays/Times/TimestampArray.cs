using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class TimestampArray : PrimitiveArray<long>, IReadOnlyList<DateTimeOffset?>, ICollection<DateTimeOffset?>, IArrayCollection<DateTimeOffset?>
{
    public TimestampArray(TimestampType type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public TimestampArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Timestamp);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public DateTimeOffset GetTimestampUnchecked(int index)
    {
        var ticks = Units.ToTicks(Values[index], ((TimestampType)Data.DataType).Unit);
        return new DateTimeOffset(checked(ticks + DateTimeOffset.UnixEpoch.Ticks), TimeSpan.Zero);
    }

    public DateTimeOffset? GetTimestamp(int index)
    {
        CheckIndex(index);
        return IsValid(index) ? GetTimestampUnchecked(index) : null;
    }

    DateTimeOffset? IArrayList<DateTimeOffset?>.Element(int index) => GetTimestamp(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTimestamp);
}
