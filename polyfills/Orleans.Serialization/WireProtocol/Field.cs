namespace Orleans.Serialization.WireProtocol;

/// <summary>A decoded field header.</summary>
public struct Field
{
    internal Tag Tag;
    public uint FieldIdDeltaRaw;
    public Type? FieldTypeRaw;

    /// <summary>Index + 1 of a type named in the header that has not been looked up yet.</summary>
    internal int TypeIndex;

    internal Field(Tag tag) => Tag = tag;

    internal Field(Tag tag, uint extendedFieldIdDelta, Type type)
    {
        Tag = tag;
        FieldIdDeltaRaw = extendedFieldIdDelta;
        FieldTypeRaw = type;
    }

    public uint FieldIdDelta
    {
        readonly get => FieldIdDeltaRaw;
        set => FieldIdDeltaRaw = value;
    }

    public Type? FieldType
    {
        readonly get => FieldTypeRaw;
        set => FieldTypeRaw = value;
    }

    public WireType WireType
    {
        readonly get => Tag.WireType;
        set => Tag.WireType = value;
    }

    internal readonly SchemaType SchemaType => Tag.SchemaType;

    public readonly bool HasFieldId => Tag.WireType != WireType.Extended;

    public readonly bool HasExtendedFieldId => Tag.HasExtendedFieldId;

    public readonly bool IsSchemaTypeValid => Tag.IsSchemaTypeValid;

    public readonly bool HasExtendedSchemaType => IsSchemaTypeValid && Tag.SchemaType != SchemaType.Expected;

    public readonly bool IsEndBaseFields => Tag.WireType == WireType.Extended && Tag.ExtendedWireType == ExtendedWireType.EndBaseFields;

    public readonly bool IsEndObject => Tag.WireType == WireType.Extended && Tag.ExtendedWireType == ExtendedWireType.EndTagDelimited;

    public readonly bool IsEndBaseOrEndObject => Tag.WireType == WireType.Extended;

    public readonly bool IsReference => Tag.WireType == WireType.Reference;

    public readonly void EnsureWireType(WireType expectedType)
    {
        if (WireType != expectedType)
        {
            ThrowUnexpected(expectedType);
        }
    }

    public readonly void EnsureWireTypeTagDelimited() => EnsureWireType(WireType.TagDelimited);

    public override readonly string ToString() => $"[{WireType}, {SchemaType}, delta {FieldIdDeltaRaw}, type {FieldTypeRaw}]";

    private readonly void ThrowUnexpected(WireType expectedType)
        => throw new SerializerException($"A field of wire type {WireType} was found where {expectedType} was expected.");
}
