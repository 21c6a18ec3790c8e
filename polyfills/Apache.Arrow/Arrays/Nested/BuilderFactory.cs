using Apache.Arrow.Types;

namespace Apache.Arrow;

/// <summary>The builder of a list's values.</summary>
internal static class BuilderFactory
{
    public static IArrowArrayBuilder<IArrowArray, IArrowArrayBuilder<IArrowArray>> Create(IArrowType type) => type switch
    {
        BooleanType => new BooleanArray.Builder(),
        Int8Type => new Int8Array.Builder(),
        Int16Type => new Int16Array.Builder(),
        Int32Type => new Int32Array.Builder(),
        Int64Type => new Int64Array.Builder(),
        UInt8Type => new UInt8Array.Builder(),
        UInt16Type => new UInt16Array.Builder(),
        UInt32Type => new UInt32Array.Builder(),
        UInt64Type => new UInt64Array.Builder(),
        HalfFloatType => new HalfFloatArray.Builder(),
        FloatType => new FloatArray.Builder(),
        DoubleType => new DoubleArray.Builder(),
        Decimal128Type decimals => new Decimal128Array.Builder(decimals),
        Date32Type => new Date32Array.Builder(),
        Date64Type => new Date64Array.Builder(),
        Time32Type times => new Time32Array.Builder(times),
        Time64Type times => new Time64Array.Builder(times),
        TimestampType timestamps => new TimestampArray.Builder(timestamps),
        DurationType durations => new DurationArray.Builder(durations),
        StringType => new StringArray.Builder(),
        LargeStringType => new LargeStringArray.Builder(),
        BinaryType => new BinaryArray.Builder(),
        LargeBinaryType => new LargeBinaryArray.Builder(),
        ListType list => new ListArray.Builder(list),
        LargeListType list => new LargeListArray.Builder(list),
        FixedSizeListType list => new FixedSizeListArray.Builder(list),
        MapType map => new MapArray.Builder(map),
        _ => throw new NotSupportedException($"There is no builder of values of type {type?.Name ?? "null"}: build the array of the values, and the list with the constructor of its array."),
    };
}
