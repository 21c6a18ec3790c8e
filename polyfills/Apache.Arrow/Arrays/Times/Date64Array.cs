using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Milliseconds since 1970-01-01, in whole days where the builder made them.</summary>
public class Date64Array : PrimitiveArray<long>, IReadOnlyList<DateTime?>, ICollection<DateTime?>, IReadOnlyList<DateOnly?>, ICollection<DateOnly?>
{
    private const long MillisecondsPerDay = 24 * 60 * 60 * 1000;

    public Date64Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Date64Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Date64Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Date64);

    int IReadOnlyCollection<DateTime?>.Count => Length;

    int ICollection<DateTime?>.Count => Length;

    bool ICollection<DateTime?>.IsReadOnly => true;

    DateTime? IReadOnlyList<DateTime?>.this[int index] => GetDateTime(index);

    int IReadOnlyCollection<DateOnly?>.Count => Length;

    int ICollection<DateOnly?>.Count => Length;

    bool ICollection<DateOnly?>.IsReadOnly => true;

    DateOnly? IReadOnlyList<DateOnly?>.this[int index] => GetDateOnly(index);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use GetDateTimeOffset.")]
    public DateTimeOffset? GetDate(int index) => GetDateTimeOffset(index);

    public DateTime? GetDateTime(int index) => GetDateTimeOffset(index)?.DateTime;

    public DateTimeOffset? GetDateTimeOffset(int index) => GetValue(index) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public DateOnly? GetDateOnly(int index) => GetDateTime(index) is { } date ? DateOnly.FromDateTime(date) : null;

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetDateTime);

    IEnumerator<DateTime?> IEnumerable<DateTime?>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetDateTime);

    bool ICollection<DateTime?>.Contains(DateTime? item) => ReadOnlyArray.Contains(Length, GetDateTime, value => value == item);

    void ICollection<DateTime?>.CopyTo(DateTime?[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, GetDateTime, array, arrayIndex);

    void ICollection<DateTime?>.Add(DateTime? item) => throw ReadOnlyArray.Error();

    bool ICollection<DateTime?>.Remove(DateTime? item) => throw ReadOnlyArray.Error();

    void ICollection<DateTime?>.Clear() => throw ReadOnlyArray.Error();

    IEnumerator<DateOnly?> IEnumerable<DateOnly?>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetDateOnly);

    bool ICollection<DateOnly?>.Contains(DateOnly? item) => ReadOnlyArray.Contains(Length, GetDateOnly, value => value == item);

    void ICollection<DateOnly?>.CopyTo(DateOnly?[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, GetDateOnly, array, arrayIndex);

    void ICollection<DateOnly?>.Add(DateOnly? item) => throw ReadOnlyArray.Error();

    bool ICollection<DateOnly?>.Remove(DateOnly? item) => throw ReadOnlyArray.Error();

    void ICollection<DateOnly?>.Clear() => throw ReadOnlyArray.Error();

    public class Builder : DateArrayBuilder<long, Date64Array, Builder>
    {
        public Builder()
            : base(new RawBuilder<long, Date64Array>(static (values, validity, length, nulls, offset) => new Date64Array(values, validity, length, nulls, offset)))
        {
        }

        protected override long Convert(DateTime dateTime) => Convert(DateOnly.FromDateTime(dateTime));

        protected override long Convert(DateTimeOffset dateTimeOffset) => Convert(dateTimeOffset.UtcDateTime);

        protected override long Convert(DateOnly date) => (date.DayNumber - _epochDayNumber) * MillisecondsPerDay;
    }
}
