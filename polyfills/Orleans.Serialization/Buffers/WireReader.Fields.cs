using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Buffers;

internal sealed partial class WireReader
{
    private bool _isBuffering;

    /// <summary>Reads a header and gives the value that it starts its reference id, <see cref="ReadTables.CurrentId"/>.</summary>
    public void ReadHeader(out Field field)
    {
        field = new Field(ReadByte());
        var wireType = field.Tag.WireType;
        if (wireType == WireType.Extended)
        {
            if (field.Tag.ExtendedWireType > ExtendedWireType.EndBaseFields)
            {
                ThrowUnknownTag(field.Tag);
            }

            return;
        }

        var delta = field.Tag.FieldIdDelta;
        field.FieldIdDeltaRaw = delta <= Tag.MaxInlineDelta ? delta : ReadVarUInt32();
        if (field.Tag.SchemaType != SchemaType.Expected)
        {
            ReadType(ref field);
        }

        if (wireType != WireType.Reference)
        {
            if (wireType is not (WireType.VarInt or WireType.TagDelimited or WireType.LengthPrefixed or WireType.Fixed32 or WireType.Fixed64))
            {
                ThrowUnknownTag(field.Tag);
            }

            var reading = Session.Reading;
            reading.CurrentId = ++reading.NextId;
        }
    }

    /// <summary>The type that the header names, or null for the one expected. Refused types throw here.</summary>
    public Type? ResolveType(in Field field)
    {
        if (field.FieldTypeRaw is not null || field.TypeIndex == 0)
        {
            return field.FieldTypeRaw;
        }

        ref var entry = ref Session.Reading.TypeAt(field.TypeIndex - 1);
        return entry.Type ??= Session.CodecProvider.TypeNames.Decode(entry.Name!);
    }

    /// <summary>The field with its type looked up, as hand-written codecs expect it.</summary>
    public Field Resolved(Field field)
    {
        field.FieldTypeRaw = ResolveType(field);
        return field;
    }

    public object? ReadReference(in Field field, FieldCodec expected)
    {
        var raw = ReadVarUInt32();
        if (raw == 0)
        {
            return null;
        }

        var reading = Session.Reading;
        var found = raw <= int.MaxValue ? reading.Find((int)raw) : null;
        if (found is null or UnderConstruction)
        {
            throw new SerializerException($"The input refers to object {raw}, which it has not completed.");
        }

        if (found is SkippedField { Generation: var generation } && generation != Generation)
        {
            throw new SerializerException($"The input refers to object {raw} of an earlier input, which was skipped there.");
        }

        return found is SkippedField skipped ? ReadSkipped(skipped, field, expected) : found;
    }

    /// <summary>Steps over a value that nobody asked for, noting where it is in case a later reference leads to it.</summary>
    public void Skip(in Field field)
    {
        switch (field.WireType)
        {
            case WireType.Reference:
            case WireType.VarInt:
                ReadVarUInt64();
                break;
            case WireType.Fixed32:
                ReadFixed32();
                break;
            case WireType.Fixed64:
                ReadFixed64();
                break;
            case WireType.LengthPrefixed:
                NoteSkipped(field);
                ReadSpan(ReadVarUInt32());
                break;
            case WireType.TagDelimited:
                SkipObject(field);
                break;
            default:
                ThrowUnknownTag(field.Tag);
                break;
        }
    }

    /// <summary>Makes sure that all of the value that comes next is in memory.</summary>
    public void BufferValue()
    {
        if (_stream is null)
        {
            return;
        }

        var reading = Session.Reading;
        var (position, nextId, currentId, typeCursor) = (Position, reading.NextId, reading.CurrentId, reading.TypeCursor);
        _isBuffering = true;
        ReadHeader(out var field);
        if (field.HasFieldId)
        {
            Skip(field);
        }

        _isBuffering = false;
        MoveTo(position);
        (reading.NextId, reading.CurrentId, reading.TypeCursor) = (nextId, currentId, typeCursor);
    }

    /// <summary>Skips up to and over the end of the object whose fields come next.</summary>
    public void SkipFields()
    {
        Nesting.Check();
        while (true)
        {
            ReadHeader(out var field);
            if (field.IsEndObject)
            {
                return;
            }

            if (!field.IsEndBaseFields)
            {
                Skip(field);
            }
        }
    }

    private SkippedField? NoteSkipped(in Field field)
    {
        if (_isBuffering)
        {
            return null;
        }

        var reading = Session.Reading;
        if (reading.Find(reading.CurrentId) is { } known)
        {
            return known as SkippedField;
        }

        var skipped = new SkippedField(field, reading.CurrentId, Generation, Position, reading.TypeCursor);
        reading.Record(skipped.Id, skipped);
        return skipped;
    }

    // Values within values that are skipped, read and skipped again would otherwise be gone through over and over.
    private void SkipObject(in Field field)
    {
        var reading = Session.Reading;
        var skipped = NoteSkipped(field);
        if (skipped?.EndPosition > 0)
        {
            MoveTo(skipped.EndPosition);
            (reading.NextId, reading.CurrentId, reading.TypeCursor) = (skipped.EndId, skipped.EndId, skipped.EndTypeCursor);
            return;
        }

        SkipFields();
        skipped?.Complete(Position, reading.NextId, reading.TypeCursor);
    }

    private object? ReadSkipped(SkippedField skipped, in Field reference, FieldCodec expected)
    {
        var reading = Session.Reading;
        var (position, nextId, currentId, typeCursor, isRereading) = (Position, reading.NextId, reading.CurrentId, reading.TypeCursor, reading.IsRereading);
        MoveTo(skipped.Position);
        reading.NextId = reading.CurrentId = skipped.Id;
        reading.TypeCursor = skipped.TypeCursor;

        // A value that contains itself before it can be recorded must not start over again and again.
        reading.Record(skipped.Id, UnderConstruction.Instance);
        reading.IsRereading = true;
        var value = !skipped.Field.HasExtendedSchemaType && ResolveType(reference) is { } type
            ? Session.CodecProvider.GetExactCodec(type).ReadUntyped(this, skipped.Field)
            : expected.ReadUntyped(this, skipped.Field);
        reading.Record(skipped.Id, value!);
        MoveTo(position);
        (reading.NextId, reading.CurrentId, reading.TypeCursor, reading.IsRereading) = (nextId, currentId, typeCursor, isRereading);
        return value;
    }

    private void ReadType(ref Field field)
    {
        var reading = Session.Reading;
        switch (field.Tag.SchemaType)
        {
            case SchemaType.WellKnown:
                field.FieldTypeRaw = WellKnownTypes.Get(ReadVarUInt32());
                break;
            case SchemaType.Encoded:
                field.TypeIndex = reading.NextType(Session.CodecProvider.TypeNames, ReadSpan(ReadVarUInt32())) + 1;
                break;
            default:
                var index = ReadVarUInt32();
                if (index >= (uint)reading.TypeCursor)
                {
                    throw new SerializerException($"The input refers to type {index}, which it does not name.");
                }

                field.TypeIndex = (int)index + 1;
                break;
        }
    }

    private static void ThrowUnknownTag(Tag tag) => throw new SerializerException($"The input holds an unknown field tag, {(byte)tag}.");
}
