using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class TimestampArray : PrimitiveArray<long>, IReadOnlyList<DateTimeOffset?>, ICollection<DateTimeOffset?>
{
    public TimestampArray(TimestampType type, ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(type, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public TimestampArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Timestamp);

    int IReadOnlyCollection<DateTimeOffset?>.Count => Length;

    int ICollection<DateTimeOffset?>.Count => Length;

    bool ICollection<DateTimeOffset?>.IsReadOnly => true;

    DateTimeOffset? IReadOnlyList<DateTimeOffset?>.this[int index] => GetTimestamp(index);

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

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTimestamp);

    IEnumerator<DateTimeOffset?> IEnumerable<DateTimeOffset?>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetTimestamp);

    bool ICollection<DateTimeOffset?>.Contains(DateTimeOffset? item) => ReadOnlyArray.Contains(Length, GetTimestamp, value => value == item);

    void ICollection<DateTimeOffset?>.CopyTo(DateTimeOffset?[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, GetTimestamp, array, arrayIndex);

    void ICollection<DateTimeOffset?>.Add(DateTimeOffset? item) => throw ReadOnlyArray.Error();

    bool ICollection<DateTimeOffset?>.Remove(DateTimeOffset? item) => throw ReadOnlyArray.Error();

    void ICollection<DateTimeOffset?>.Clear() => throw ReadOnlyArray.Error();
}
