using System.Collections;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class BooleanArray : Array, IReadOnlyList<bool?>, ICollection<bool?>
{
    public BooleanArray(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        : this(new ArrayData(BooleanType.Default, length, nullCount, offset, [nullBitmapBuffer, valueBuffer]))
    {
    }

    public BooleanArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Boolean);

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    /// <summary>The first bytes of the buffer, whatever the offset.</summary>
    public ReadOnlySpan<byte> Values => ValueBuffer.Span[..BitUtility.ByteCount(Length)];

    int IReadOnlyCollection<bool?>.Count => Length;

    int ICollection<bool?>.Count => Length;

    bool ICollection<bool?>.IsReadOnly => true;

    bool? IReadOnlyList<bool?>.this[int index] => GetValue(index);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    [Obsolete("Use GetValue, which tells nulls apart.")]
    public bool GetBoolean(int index) => BitUtility.GetBit(ValueBuffer.Span, index + Offset);

    public bool? GetValue(int index) => IsValid(index) ? BitUtility.GetBit(ValueBuffer.Span, index + Offset) : null;

    IEnumerator<bool?> IEnumerable<bool?>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetValue);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, GetValue);

    bool ICollection<bool?>.Contains(bool? item) => ReadOnlyArray.Contains(Length, GetValue, value => value == item);

    void ICollection<bool?>.CopyTo(bool?[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, GetValue, array, arrayIndex);

    void ICollection<bool?>.Add(bool? item) => throw ReadOnlyArray.Error();

    bool ICollection<bool?>.Remove(bool? item) => throw ReadOnlyArray.Error();

    void ICollection<bool?>.Clear() => throw ReadOnlyArray.Error();
}
