using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>Integers that stand for the elements of another array. Nulls are among the integers.</summary>
public class DictionaryArray : Array
{
    public DictionaryArray(ArrayData data)
        : this(data, dictionary: null)
    {
    }

    public DictionaryArray(DictionaryType dataType, IArrowArray indicesArray, IArrowArray dictionary)
        : this(DataOf(dataType, indicesArray, dictionary), dictionary)
    {
    }

    private DictionaryArray(ArrayData data, IArrowArray dictionary)
        : base(data)
    {
        Expect(data, ArrowTypeId.Dictionary);
        if (data.Dictionary is null)
        {
            throw new ArgumentException("The data has no dictionary.", nameof(data));
        }

        var type = (DictionaryType)data.DataType;
        CheckType(data.Dictionary.DataType, type.ValueType, "dictionary");
        Dictionary = dictionary ?? ArrowArrayFactory.BuildArray(data.Dictionary);
        Indices = ArrowArrayFactory.BuildArray(new ArrayData(type.IndexType, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children));
    }

    public IArrowArray Dictionary { get; }

    public IArrowArray Indices { get; }

    public ArrowBuffer IndicesBuffer => Data.Buffers[1];

    public override void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    /// <summary>The index of every element, -1 for null.</summary>
    public IEnumerable<int> EnumeratePhysicalIndices() => Apache.Arrow.Indices.Of(Indices);

    private static ArrayData DataOf(DictionaryType type, IArrowArray indices, IArrowArray dictionary)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(indices);
        if (dictionary is null)
        {
            throw new ArgumentException("A dictionary array has a dictionary.", nameof(dictionary));
        }

        CheckType(indices.Data.DataType, type.IndexType, "indices");
        return new ArrayData(type, indices.Length, indices.Data.NullCount, indices.Offset, indices.Data.Buffers, indices.Data.Children, dictionary.Data);
    }

    private static void CheckType(IArrowType actual, IArrowType expected, string what)
    {
        if (actual.TypeId != expected.TypeId)
        {
            throw new ArgumentException($"The {what} are of type {actual.TypeId}, not {expected.TypeId} as the type of the array says.");
        }
    }
}
