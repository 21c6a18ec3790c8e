using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Days since 1970-01-01.</summary>
public class Date32Array : PrimitiveArray<int>, IReadOnlyList<DateTime?>, ICollection<DateTime?>, IArrayCollection<DateTime?>, IReadOnlyList<DateOnly?>, ICollection<DateOnly?>, IArrayCollection<DateOnly?>
{
    public Date32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Date32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Date32Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Date32);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use GetDateTimeOffset.")]
    public DateTimeOffset? GetDate(int index) => GetDateTimeOffset(index);

    public DateTime? GetDateTime(int index) => GetValue(index) is { } days ? DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified).AddDays(days) : null;

    public DateTimeOffset? GetDateTimeOffset(int index) => GetValue(index) is { } days ? DateTimeOffset.UnixEpoch.AddDays(days) : null;

    public DateOnly? GetDateOnly(int index) => GetDateTime(index) is { } date ? DateOnly.FromDateTime(date) : null;

    DateTime? IArrayList<DateTime?>.Element(int index) => GetDateTime(index);

    DateOnly? IArrayList<DateOnly?>.Element(int index) => GetDateOnly(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetDateTime);

    public class Builder : DateArrayBuilder<int, Date32Array, Builder>
    {
        public Builder()
            : base(new RawBuilder<int, Date32Array>(static (values, validity, length, nulls, offset) => new Date32Array(values, validity, length, nulls, offset)))
        {
        }

        protected override int Convert(DateTime dateTime) => Convert(DateOnly.FromDateTime(dateTime));

        protected override int Convert(DateTimeOffset dateTimeOffset) => Convert(dateTimeOffset.UtcDateTime);

        protected override int Convert(DateOnly date) => (int)(date.DayNumber - _epochDayNumber);
    }
}
