using System.Collections;
using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeStringArray : LargeBinaryArray, IReadOnlyList<string>, ICollection<string>
{
    public static readonly Encoding DefaultEncoding = Encoding.UTF8;

    public LargeStringArray(ArrayData data)
        : base(ArrowTypeId.LargeString, data)
    {
    }

    public LargeStringArray(int length, ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : base(LargeStringType.Default, length, valueOffsetsBuffer, dataBuffer, nullBitmapBuffer, nullCount, offset)
    {
    }

    int IReadOnlyCollection<string>.Count => Length;

    int ICollection<string>.Count => Length;

    bool ICollection<string>.IsReadOnly => true;

    string IReadOnlyList<string>.this[int index] => GetString(index);

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public string GetString(int index, Encoding encoding = null) => Decode(index, encoding ?? DefaultEncoding);

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    bool ICollection<string>.Contains(string item) => ReadOnlyArray.Contains(Length, Element, value => value == item);

    void ICollection<string>.CopyTo(string[] array, int arrayIndex) => ReadOnlyArray.CopyTo(Length, Element, array, arrayIndex);

    void ICollection<string>.Add(string item) => throw ReadOnlyArray.Error();

    bool ICollection<string>.Remove(string item) => throw ReadOnlyArray.Error();

    void ICollection<string>.Clear() => throw ReadOnlyArray.Error();

    private string Element(int index) => GetString(index);

    private string Decode(int index, Encoding encoding)
    {
        var bytes = GetBytes(index, out var isNull);
        return isNull ? null : encoding.GetString(bytes);
    }
}
