using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Lists of structs of a key and a value.</summary>
public partial class MapArray : ListArray
{
    public MapArray(IArrowType dataType, int length, ArrowBuffer valueOffsetsBuffer, IArrowArray structs, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : base(ArrowTypeId.Map, new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer, valueOffsetsBuffer], [structs.Data]), structs)
    {
    }

    public MapArray(ArrayData data)
        : base(ArrowTypeId.Map, data, values: null)
    {
    }

    public StructArray KeyValues => (StructArray)base.Values;

    public IArrowArray Keys => KeyValues.Fields[0];

    public new IArrowArray Values => KeyValues.Fields[1];

    public override void Accept(IArrowArrayVisitor visitor)
    {
        if (visitor is IArrowArrayVisitor<MapArray> exact)
        {
            exact.Visit(this);
        }
        else
        {
            base.Accept(visitor);
        }
    }

    /// <summary>The functions get an index into the whole arrays of keys and values.</summary>
    public IEnumerable<Tuple<K, V>> GetTuples<TKeyArray, K, TValueArray, V>(int index, Func<TKeyArray, int, K> getKey, Func<TValueArray, int, V> getValue)
        where TKeyArray : Array
        where TValueArray : Array
        => GetKeyValuePairs(index, getKey, getValue).Select(static pair => new Tuple<K, V>(pair.Key, pair.Value));

    /// <inheritdoc cref="GetTuples"/>
    public IEnumerable<KeyValuePair<K, V>> GetKeyValuePairs<TKeyArray, K, TValueArray, V>(int index, Func<TKeyArray, int, K> getKey, Func<TValueArray, int, V> getValue)
        where TKeyArray : Array
        where TValueArray : Array
    {
        var start = ValueOffsets[index];
        var end = start + GetValueLength(index);
        var (keys, values) = ((TKeyArray)Keys, (TValueArray)Values);
        return Enumerable.Range(start, end - start).Select(i => new KeyValuePair<K, V>(getKey(keys, i), getValue(values, i)));
    }
}
