using System.Text;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Reads a schema that nobody has checked. Offsets may lead to the same place again and again, so what is made of the bytes is
/// counted, and cannot be much more than they are.
/// </summary>
internal sealed class SchemaReader
{
    private const int MaxDepth = 64;
    private const int TextPerByte = 16;

    private int _fieldsLeft;
    private long _textLeft;
    private bool _hasDictionaries;

    private SchemaReader(int bytes)
    {
        // The smallest field takes more bytes than these.
        _fieldsLeft = bytes / 8;
        _textLeft = (long)bytes * TextPerByte;
    }

    public static SchemaPlan Read(FlatTable schema, int bytes)
    {
        const short Little = 0;
        if (schema.Int16(MessageSlots.Schema.Endianness) != Little)
        {
            throw new NotSupportedException("The data is big-endian.");
        }

        var reader = new SchemaReader(bytes);
        var fields = reader.ReadFields(schema.Vector(MessageSlots.Schema.Fields, sizeof(int)), depth: 0);
        var result = new Schema(System.Array.ConvertAll(fields, static plan => plan.Field), reader.ReadMetadata(schema.Vector(MessageSlots.Schema.Metadata, sizeof(int))));
        return new SchemaPlan { Schema = result, Fields = fields, HasDictionaries = reader._hasDictionaries };
    }

    private FieldPlan[] ReadFields(FlatVector fields, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Malformed.Metadata($"fields are nested more than {MaxDepth} deep");
        }

        _fieldsLeft -= fields.Count;
        if (_fieldsLeft < 0)
        {
            throw Malformed.Metadata("it has more fields than room for them");
        }

        var plans = fields.Count == 0 ? [] : new FieldPlan[fields.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            plans[i] = ReadField(fields.Table(i), depth);
        }

        return plans;
    }

    private FieldPlan ReadField(FlatTable field, int depth)
    {
        var children = ReadFields(field.Vector(MessageSlots.Field.Children, sizeof(int)), depth + 1);
        var valueType = TypeReader.Read((TypeKind)field.Byte(MessageSlots.Field.TypeKind), field, children);
        Counted((valueType as TimestampType)?.Timezone);
        DictionaryType dictionary = null;
        var id = 0L;
        if (field.Has(MessageSlots.Field.Dictionary))
        {
            var encoding = field.Table(MessageSlots.Field.Dictionary);
            id = encoding.Int64(MessageSlots.Encoding.Id);
            var indexType = encoding.Has(MessageSlots.Encoding.IndexType) ? TypeReader.ReadInteger(encoding.Table(MessageSlots.Encoding.IndexType)) : Int32Type.Default;
            dictionary = new DictionaryType(indexType, valueType, encoding.Bool(MessageSlots.Encoding.IsOrdered));
            _hasDictionaries = true;
        }

        var metadata = ReadMetadata(field.Vector(MessageSlots.Field.Metadata, sizeof(int)));
        var name = Counted(field.String(MessageSlots.Field.Name)) ?? string.Empty;
        return new FieldPlan
        {
            Field = new Field(name, dictionary ?? valueType, field.Bool(MessageSlots.Field.Nullable), metadata),
            ValueType = valueType,
            Children = children,
            Dictionary = dictionary,
            DictionaryId = id,
        };
    }

    private Dictionary<string, string> ReadMetadata(FlatVector pairs)
    {
        if (pairs.Count == 0)
        {
            return null;
        }

        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < pairs.Count; i++)
        {
            var pair = pairs.Table(i);
            metadata[Counted(pair.String(0)) ?? string.Empty] = Counted(pair.String(1)) ?? string.Empty;
        }

        return metadata;
    }

    private string Counted(string text)
    {
        _textLeft -= text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        return _textLeft >= 0 ? text : throw Malformed.Metadata("it has more text than room for it");
    }
}
