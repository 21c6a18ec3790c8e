using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

internal static class TypeReader
{
    public static IArrowType Read(TypeKind kind, FlatTable field, FieldPlan[] children)
    {
        var type = field.Table(MessageSlots.Field.Type);
        return kind switch
        {
            TypeKind.Null => NullType.Default,
            TypeKind.Int => ReadInteger(type),
            TypeKind.FloatingPoint => ReadFloat(type.Int16(0)),
            TypeKind.Binary => BinaryType.Default,
            TypeKind.Utf8 => StringType.Default,
            TypeKind.LargeBinary => LargeBinaryType.Default,
            TypeKind.LargeUtf8 => LargeStringType.Default,
            TypeKind.Bool => BooleanType.Default,
            TypeKind.Decimal => ReadDecimal(type),
            TypeKind.Date => ReadDate(type.Int16(0, (short)DateUnit.Milliseconds)),
            TypeKind.Time => ReadTime(UnitOf(type.Int16(0, (short)TimeUnit.Millisecond)), type.Int32(1, 32)),
            TypeKind.Timestamp => new TimestampType(UnitOf(type.Int16(0)), type.String(1)),
            TypeKind.Duration => DurationType.FromTimeUnit(UnitOf(type.Int16(0, (short)TimeUnit.Millisecond))),
            TypeKind.FixedSizeBinary => new FixedSizeBinaryType(Positive(type.Int32(0))),
            TypeKind.List => new ListType(OnlyChild(children)),
            TypeKind.LargeList => new LargeListType(OnlyChild(children)),
            TypeKind.FixedSizeList => new FixedSizeListType(OnlyChild(children), Positive(type.Int32(0))),
            TypeKind.Struct => ReadStruct(children),
            TypeKind.Map => ReadMap(OnlyChild(children), type.Bool(0)),
            _ => throw new NotSupportedException($"The schema has a field of type {kind}, which is not supported."),
        };
    }

    public static IntegerType ReadInteger(FlatTable type) => (type.Int32(0), type.Bool(1)) switch
    {
        (8, true) => Int8Type.Default,
        (16, true) => Int16Type.Default,
        (32, true) => Int32Type.Default,
        (64, true) => Int64Type.Default,
        (8, false) => UInt8Type.Default,
        (16, false) => UInt16Type.Default,
        (32, false) => UInt32Type.Default,
        (64, false) => UInt64Type.Default,
        var (bits, _) => throw Malformed.Metadata($"there are no integers of {bits} bits"),
    };

    private static FloatingPointType ReadFloat(short precision) => precision switch
    {
        (short)FloatingPointType.PrecisionKind.Half => HalfFloatType.Default,
        (short)FloatingPointType.PrecisionKind.Single => FloatType.Default,
        (short)FloatingPointType.PrecisionKind.Double => DoubleType.Default,
        _ => throw Malformed.Metadata($"{precision} is no precision of floating-point numbers"),
    };

    private static Decimal128Type ReadDecimal(FlatTable type)
    {
        var bits = type.Int32(2, 128);
        return bits == 128 ? new Decimal128Type(type.Int32(0), type.Int32(1)) : throw new NotSupportedException($"The schema has decimals of {bits} bits; only those of 128 are supported.");
    }

    private static DateType ReadDate(short unit) => unit switch
    {
        (short)DateUnit.Day => Date32Type.Default,
        (short)DateUnit.Milliseconds => Date64Type.Default,
        _ => throw Malformed.Metadata($"{unit} is no unit of dates"),
    };

    private static TimeType ReadTime(TimeUnit unit, int bits)
    {
        var type = TimeType.FromTimeUnit(unit);
        return type.BitWidth == bits ? type : throw Malformed.Metadata($"times in units of {unit} do not have {bits} bits");
    }

    private static TimeUnit UnitOf(short unit)
        => unit is >= (short)TimeUnit.Second and <= (short)TimeUnit.Nanosecond ? (TimeUnit)unit : throw Malformed.Metadata($"{unit} is no unit of time");

    private static int Positive(int size) => size > 0 ? size : throw Malformed.Metadata($"{size} is no size of elements");

    private static Field OnlyChild(FieldPlan[] children)
        => children is [var child] ? child.Field : throw Malformed.Metadata($"a list has {children.Length} children instead of one");

    private static StructType ReadStruct(FieldPlan[] children)
        => children.Length > 0 ? new StructType(System.Array.ConvertAll(children, static plan => plan.Field)) : throw new NotSupportedException("The schema has a struct without fields, which is not supported.");

    private static MapType ReadMap(Field entries, bool keySorted)
        => entries.DataType is StructType { Fields.Count: 2 } ? new MapType(entries, keySorted) : throw Malformed.Metadata("the entries of a map are not structs of a key and a value");
}
