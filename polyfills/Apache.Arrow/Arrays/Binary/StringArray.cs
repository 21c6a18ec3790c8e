using System.Collections;
using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class StringArray : BinaryArray, IReadOnlyList<string>, ICollection<string>, IArrayCollection<string>
{
    public static readonly Encoding DefaultEncoding = Encoding.UTF8;

    private Dictionary<Encoding, string[]> _materialized;

    public StringArray(ArrayData data)
        : base(ArrowTypeId.String, data)
    {
    }

    public StringArray(int length, ArrowBuffer valueOffsetsBuffer, ArrowBuffer dataBuffer, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : base(StringType.Default, length, valueOffsetsBuffer, dataBuffer, nullBitmapBuffer, nullCount, offset)
    {
    }

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public string GetString(int index, Encoding encoding = null)
    {
        encoding ??= DefaultEncoding;
        if (_materialized is not null && _materialized.TryGetValue(encoding, out var strings))
        {
            CheckIndex(index);
            return strings[index];
        }

        return Decode(index, encoding);
    }

    /// <summary>Decodes all strings now, for GetString to return the same instances from then on. Not for use by several threads at once.</summary>
    public void Materialize(Encoding encoding = null)
    {
        encoding ??= DefaultEncoding;
        if (IsMaterialized(encoding))
        {
            return;
        }

        var strings = new string[Length];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = Decode(i, encoding);
        }

        _materialized ??= [];
        _materialized[encoding] = strings;
    }

    public bool IsMaterialized(Encoding encoding = null) => _materialized?.ContainsKey(encoding ?? DefaultEncoding) == true;

    string IArrayList<string>.Element(int index) => GetString(index);

    IEnumerator IEnumerable.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);

    private string Element(int index) => GetString(index);

    private string Decode(int index, Encoding encoding)
    {
        var bytes = GetBytes(index, out var isNull);
        return isNull ? null : encoding.GetString(bytes);
    }
}
