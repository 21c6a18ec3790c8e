namespace Orleans.Serialization.WireProtocol;

/// <summary>The first byte of a field: wire type (3 bits), schema type (2 bits), field id delta (3 bits).</summary>
internal struct Tag
{
    internal const byte WireTypeMask = 0b1110_0000;
    internal const byte SchemaTypeMask = 0b0001_1000;
    internal const byte FieldIdMask = 0b0000_0111;
    internal const uint MaxInlineDelta = 6;

    private byte _tag;

    public Tag(byte tag) => _tag = tag;

    public WireType WireType
    {
        readonly get => (WireType)(_tag & WireTypeMask);
        set => _tag = (byte)((_tag & ~WireTypeMask) | ((byte)value & WireTypeMask));
    }

    public SchemaType SchemaType
    {
        readonly get => (SchemaType)(_tag & SchemaTypeMask);
        set => _tag = (byte)((_tag & ~SchemaTypeMask) | ((byte)value & SchemaTypeMask));
    }

    public readonly ExtendedWireType ExtendedWireType => (ExtendedWireType)(_tag & SchemaTypeMask);

    public readonly uint FieldIdDelta => (uint)(_tag & FieldIdMask);

    public readonly bool HasExtendedFieldId => (_tag & FieldIdMask) == FieldIdMask && WireType != WireType.Extended;

    public readonly bool IsSchemaTypeValid => WireType != WireType.Extended;

    public static implicit operator Tag(byte tag) => new(tag);

    public static implicit operator byte(Tag tag) => tag._tag;
}
