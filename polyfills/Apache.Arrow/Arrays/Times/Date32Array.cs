using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Days since 1970-01-01.</summary>
public class Date32Array : PrimitiveArray<int>, IReadOnlyList<DateTime?>, ICollection<DateTime?>, IReadOnlyList<DateOnly?>, ICollection<DateOnly?>
{
    public Date32Array(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(Date32Type.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public Date32Array(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Date32);

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

    public DateTime? GetDateTime(int index) => GetValue(index) is { } days ? DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified).AddDays(days) : null;

    public DateTimeOffset? GetDateTimeOffset(int index) => GetValue(index) is { } days ? DateTimeOffset.UnixEpoch.AddDays(days) : null;

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
