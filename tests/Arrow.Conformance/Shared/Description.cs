using System.Globalization;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Shared;

/// <summary>Schemas and values as text, in the way of Node/describe.mjs.</summary>
internal static class Description
{
    public static string Of(Schema schema) => string.Join("; ", schema.FieldsList.Select(Of)) + Metadata(schema.Metadata);

    public static string[][] Of(RecordBatch batch) => [.. batch.Arrays.Select(Of)];

    public static string[] Of(IArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(i => Value(array, i))];

    private static string Of(Field field) => $"{field.Name}: {Of(field.DataType)}{(field.IsNullable ? "?" : string.Empty)}{Metadata(field.Metadata)}";

    private static string Metadata(IReadOnlyDictionary<string, string>? metadata)
        => metadata is null or { Count: 0 } ? string.Empty : $" <{string.Join(",", metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"))}>";

    private static string Of(IArrowType type) => type switch
    {
        HalfFloatType => "float16",
        FloatType => "float32",
        DoubleType => "float64",
        Decimal128Type decimals => $"decimal({decimals.Precision},{decimals.Scale})",
        Time32Type time => $"time32[{Unit(time.Unit)}]",
        Time64Type time => $"time64[{Unit(time.Unit)}]",
        TimestampType timestamp => $"timestamp[{Unit(timestamp.Unit)},{timestamp.Timezone}]",
        DurationType duration => $"duration[{Unit(duration.Unit)}]",
        FixedSizeBinaryType binary => $"binary{binary.ByteWidth}",
        ListType list => $"list<{Of(list.ValueField)}>",
        LargeListType list => $"large_list<{Of(list.ValueField)}>",
        FixedSizeListType list => $"list{list.ListSize}<{Of(list.ValueField)}>",
        StructType structs => $"struct<{string.Join("; ", structs.Fields.Select(Of))}>",
        MapType map => $"map<{Of(map.KeyValueType)}{(map.KeySorted ? " sorted" : string.Empty)}>",
        DictionaryType dictionary => $"dictionary<{Of(dictionary.IndexType)},{Of(dictionary.ValueType)}{(dictionary.Ordered ? " ordered" : string.Empty)}>",
        _ => type.Name,
    };

    private static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };

    private static string Value(IArrowArray array, int i)
    {
        if (array.IsNull(i))
        {
            return "null";
        }

        return array switch
        {
            Int8Array numbers => Number(numbers, i),
            Int16Array numbers => Number(numbers, i),
            PrimitiveArray<int> numbers => Number(numbers, i),
            PrimitiveArray<long> numbers => Number(numbers, i),
            UInt8Array numbers => Number(numbers, i),
            UInt16Array numbers => Number(numbers, i),
            UInt32Array numbers => Number(numbers, i),
            UInt64Array numbers => Number(numbers, i),
            HalfFloatArray numbers => Float((double)numbers.GetValue(i)!.Value),
            FloatArray numbers => Float(numbers.GetValue(i)!.Value),
            DoubleArray numbers => Float(numbers.GetValue(i)!.Value),
            BooleanArray booleans => booleans.GetValue(i)!.Value ? "true" : "false",
            Decimal128Array decimals => new BigInteger(decimals.GetBytes(i)).ToString(CultureInfo.InvariantCulture),
            StringArray strings => $"'{strings.GetString(i)}'",
            LargeStringArray strings => $"'{strings.GetString(i)}'",
            BinaryArray binary => Hex(binary.GetBytes(i)),
            LargeBinaryArray binary => Hex(binary.GetBytes(i)),
            FixedSizeBinaryArray binary => Hex(binary.GetBytes(i)),
            MapArray map => $"{{{string.Join(",", Range(map, i).Select(at => $"{Value(map.Keys, at)}=>{Value(map.Values, at)}"))}}}",
            ListArray list => $"[{string.Join(",", Range(list, i).Select(at => Value(list.Values, at)))}]",
            LargeListArray list => $"[{string.Join(",", Enumerable.Range((int)list.ValueOffsets[i], list.GetValueLength(i)).Select(at => Value(list.Values, at)))}]",
            FixedSizeListArray list => Value(list, ((FixedSizeListType)list.Data.DataType).ListSize, i),
            StructArray structs => $"{{{string.Join(",", ((StructType)structs.Data.DataType).Fields.Select((field, at) => $"{field.Name}:{Value(structs.Fields[at], i)}"))}}}",
            DictionaryArray dictionary => Value(dictionary.Dictionary, int.Parse(Value(dictionary.Indices, i), CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"There is no text for {array.GetType()}."),
        };
    }

    private static IEnumerable<int> Range(ListArray list, int i) => Enumerable.Range(list.ValueOffsets[i], list.GetValueLength(i));

    private static string Value(FixedSizeListArray list, int size, int i)
        => $"[{string.Join(",", Enumerable.Range((list.Offset + i) * size, size).Select(at => Value(list.Values, at)))}]";

    private static string Number<T>(PrimitiveArray<T> numbers, int i)
        where T : struct, IEquatable<T>, IFormattable
        => numbers.GetValue(i)!.Value.ToString(null, CultureInfo.InvariantCulture);

    private static string Float(double value)
        => double.IsNaN(value) ? "NaN" : $"f{BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture)}";

    private static string Hex(ReadOnlySpan<byte> bytes) => "x" + Convert.ToHexStringLower(bytes);
}
