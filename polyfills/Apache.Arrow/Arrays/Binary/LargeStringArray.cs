using System.Collections;
using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class LargeStringArray : LargeBinaryArray, IReadOnlyList<string>, ICollection<string>, IArrayCollection<string>
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

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public string GetString(int index, Encoding encoding = null) => Decode(index, encoding ?? DefaultEncoding);

    string IArrayList<string>.Element(int index) => GetString(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    private string Element(int index) => GetString(index);

    private string Decode(int index, Encoding encoding)
    {
        var bytes = GetBytes(index, out var isNull);
        return isNull ? null : encoding.GetString(bytes);
    }
}
