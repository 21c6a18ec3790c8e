using System.Collections;
using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class StringArray : BinaryArray, IReadOnlyList<string>, ICollection<string>
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

    int IReadOnlyCollection<string>.Count => Length;

    int ICollection<string>.Count => Length;

    bool ICollection<string>.IsReadOnly => true;

    string IReadOnlyList<string>.this[int index] => GetString(index);

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
