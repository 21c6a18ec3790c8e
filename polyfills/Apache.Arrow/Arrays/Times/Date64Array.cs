using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Milliseconds since 1970-01-01, in whole days where the builder made them.</summary>
public class Date64Array : PrimitiveArray<long>, IReadOnlyList<DateTime?>, ICollection<DateTime?>, IArrayCollection<DateTime?>, IReadOnlyList<DateOnly?>, ICollection<DateOnly?>, IArrayCollection<DateOnly?>
{
    private const long MillisecondsPerDay = 24 * 60 * 60 * 1000;

    public Date64Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Date64Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Date64Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Date64);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use GetDateTimeOffset.")]
    public DateTimeOffset? GetDate(int index) => GetDateTimeOffset(index);

    public DateTime? GetDateTime(int index) => GetDateTimeOffset(index)?.DateTime;

    public DateTimeOffset? GetDateTimeOffset(int index) => GetValue(index) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    public DateOnly? GetDateOnly(int index) => GetDateTime(index) is { } date ? DateOnly.FromDateTime(date) : null;

    DateTime? IArrayList<DateTime?>.Element(int index) => GetDateTime(index);

    DateOnly? IArrayList<DateOnly?>.Element(int index) => GetDateOnly(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetDateTime);

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
