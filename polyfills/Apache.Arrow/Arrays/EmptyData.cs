using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>The data of an array without elements.</summary>
internal static class EmptyData
{
    private static readonly byte[] Zeros = new byte[64];

    /// <summary>The one offset that an array of offsets has even when it is empty.</summary>
    public static ArrowBuffer Offsets => new(Zeros);

    public static ArrayData Of(IArrowType type) => type switch
    {
        NullType => new ArrayData(type, 0, 0, 0, buffers: [], children: []),
        DictionaryType dictionary => new ArrayData(type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], null, Of(dictionary.ValueType)),
        ListType or LargeListType or MapType => new ArrayData(type, 0, 0, 0, [ArrowBuffer.Empty, Offsets], Children((NestedType)type)),
        NestedType nested => new ArrayData(type, 0, 0, 0, [ArrowBuffer.Empty], Children(nested)),
        FixedWidthType => new ArrayData(type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], null),
        _ => new ArrayData(type, 0, 0, 0, [ArrowBuffer.Empty, Offsets, ArrowBuffer.Empty], null),
    };

    private static ArrayData[] Children(NestedType type) => [.. type.Fields.Select(static field => Of(field.DataType))];
}
