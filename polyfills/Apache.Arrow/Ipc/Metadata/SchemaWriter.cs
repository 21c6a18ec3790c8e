using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

internal static class SchemaWriter
{
    private const byte Offset = sizeof(int);

    public static int Write(FlatWriter writer, SchemaPlan plan)
    {
        var hasMetadata = plan.Schema.HasMetadata;
        var schema = writer.Table(2, Offset, hasMetadata ? Offset : (byte)0);
        writer.Link(schema, MessageSlots.Schema.Fields, WriteFields(writer, plan.Fields));
        if (hasMetadata)
        {
            writer.Link(schema, MessageSlots.Schema.Metadata, WriteMetadata(writer, plan.Schema.Metadata));
        }

        return schema;
    }

    private static int WriteFields(FlatWriter writer, FieldPlan[] plans)
    {
        var vector = writer.Vector(plans.Length);
        for (var i = 0; i < plans.Length; i++)
        {
            writer.LinkElement(vector, i, WriteField(writer, plans[i]));
        }

        return vector;
    }

    private static int WriteField(FlatWriter writer, FieldPlan plan)
    {
        var (isDictionary, hasMetadata) = (plan.Dictionary is not null, plan.Field.HasMetadata);
        var field = writer.Table(Offset, 1, 1, Offset, isDictionary ? Offset : (byte)0, Offset, hasMetadata ? Offset : (byte)0);
        writer.SetBool(field, MessageSlots.Field.Nullable, plan.Field.IsNullable);
        writer.Link(field, MessageSlots.Field.Name, writer.String(plan.Field.Name));
        var (kind, type) = WriteType(writer, plan.ValueType);
        writer.SetByte(field, MessageSlots.Field.TypeKind, (byte)kind);
        writer.Link(field, MessageSlots.Field.Type, type);
        if (isDictionary)
        {
            writer.Link(field, MessageSlots.Field.Dictionary, WriteEncoding(writer, plan));
        }

        writer.Link(field, MessageSlots.Field.Children, WriteFields(writer, plan.Children));
        if (hasMetadata)
        {
            writer.Link(field, MessageSlots.Field.Metadata, WriteMetadata(writer, plan.Field.Metadata));
        }

        return field;
    }

    private static int WriteEncoding(FlatWriter writer, FieldPlan plan)
    {
        var encoding = writer.Table(8, Offset, 1);
        writer.SetInt64(encoding, MessageSlots.Encoding.Id, plan.DictionaryId);
        writer.SetBool(encoding, MessageSlots.Encoding.IsOrdered, plan.Dictionary.Ordered);
        writer.Link(encoding, MessageSlots.Encoding.IndexType, WriteType(writer, plan.Dictionary.IndexType).Table);
        return encoding;
    }

    private static int WriteMetadata(FlatWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        var vector = writer.Vector(metadata.Count);
        var i = 0;
        foreach (var (key, value) in metadata)
        {
            var pair = writer.Table(Offset, Offset);
            writer.LinkElement(vector, i++, pair);
            writer.Link(pair, 0, writer.String(key));
            writer.Link(pair, 1, writer.String(value ?? string.Empty));
        }

        return vector;
    }

    private static (TypeKind Kind, int Table) WriteType(FlatWriter writer, IArrowType type)
    {
        switch (type)
        {
            case NullType:
                return (TypeKind.Null, writer.Table());
            case IntegerType integer:
                var number = writer.Table(4, 1);
                writer.SetInt32(number, 0, integer.BitWidth);
                writer.SetBool(number, 1, integer.IsSigned);
                return (TypeKind.Int, number);
            case FloatingPointType floating:
                return (TypeKind.FloatingPoint, WithShort(writer, (int)floating.Precision));
            case BinaryType:
                return (TypeKind.Binary, writer.Table());
            case StringType:
                return (TypeKind.Utf8, writer.Table());
            case LargeBinaryType:
                return (TypeKind.LargeBinary, writer.Table());
            case LargeStringType:
                return (TypeKind.LargeUtf8, writer.Table());
            case BooleanType:
                return (TypeKind.Bool, writer.Table());
            case Decimal128Type decimals:
                var numeric = writer.Table(4, 4, 4);
                writer.SetInt32(numeric, 0, decimals.Precision);
                writer.SetInt32(numeric, 1, decimals.Scale);
                writer.SetInt32(numeric, 2, decimals.BitWidth);
                return (TypeKind.Decimal, numeric);
            case DateType date:
                return (TypeKind.Date, WithShort(writer, (int)date.Unit));
            case TimeType time:
                var table = writer.Table(2, 4);
                writer.SetInt16(table, 0, (int)time.Unit);
                writer.SetInt32(table, 1, time.BitWidth);
                return (TypeKind.Time, table);
            case TimestampType timestamp:
                return (TypeKind.Timestamp, WriteTimestamp(writer, timestamp));
            case DurationType duration:
                return (TypeKind.Duration, WithShort(writer, (int)duration.Unit));
            case ListType:
                return (TypeKind.List, writer.Table());
            case LargeListType:
                return (TypeKind.LargeList, writer.Table());
            case StructType:
                return (TypeKind.Struct, writer.Table());
            case FixedSizeBinaryType binary:
                return (TypeKind.FixedSizeBinary, WithInt(writer, binary.ByteWidth));
            case FixedSizeListType list:
                return (TypeKind.FixedSizeList, WithInt(writer, list.ListSize));
            case MapType map:
                var entries = writer.Table(1);
                writer.SetBool(entries, 0, map.KeySorted);
                return (TypeKind.Map, entries);
            default:
                throw new NotImplementedException($"Arrays of type {type.Name} cannot be written.");
        }
    }

    private static int WriteTimestamp(FlatWriter writer, TimestampType type)
    {
        var timestamp = writer.Table(2, type.Timezone is null ? (byte)0 : Offset);
        writer.SetInt16(timestamp, 0, (int)type.Unit);
        if (type.Timezone is not null)
        {
            writer.Link(timestamp, 1, writer.String(type.Timezone));
        }

        return timestamp;
    }

    private static int WithShort(FlatWriter writer, int value)
    {
        var table = writer.Table(2);
        writer.SetInt16(table, 0, value);
        return table;
    }

    private static int WithInt(FlatWriter writer, int value)
    {
        var table = writer.Table(4);
        writer.SetInt32(table, 0, value);
        return table;
    }
}
