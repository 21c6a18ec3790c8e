namespace Apache.Arrow.Types;

public sealed class MapType : NestedType
{
    public readonly bool KeySorted;

    public MapType(IArrowType key, IArrowType value, bool nullable = true, bool keySorted = false)
        : this(new Field("key", key, nullable: false), new Field("value", value, nullable), keySorted)
    {
    }

    public MapType(Field key, Field value, bool keySorted = false)
        : base(Entries(key, value, metadata: null))
        => KeySorted = keySorted;

    public MapType(StructType entries, bool keySorted = false)
        : base(Entries(entries, metadata: null))
        => KeySorted = keySorted;

    public MapType(Field entries, bool keySorted = false)
        : base(Entries(entries?.DataType as StructType, entries?.Metadata))
        => KeySorted = keySorted;

    public override ArrowTypeId TypeId => ArrowTypeId.Map;

    public override string Name => "map";

    public StructType KeyValueType => (StructType)Fields[0].DataType;

    public Field KeyField => KeyValueType.Fields[0];

    public Field ValueField => KeyValueType.Fields[1];

    public MapType UnsortedKey() => new(Fields[0], keySorted: false);

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);

    private static Field Entries(StructType entries, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        if (entries is not { Fields: [var key, var value] })
        {
            throw new ArgumentException("The entries of a map are structs of two fields, a key and a value.", nameof(entries));
        }

        return Entries(key, value, metadata);
    }

    private static Field Entries(Field key, Field value, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        var fields = new[] { Renamed(key, "key", nullable: false), Renamed(value, "value", value.IsNullable) };
        return new Field("entries", new StructType(fields), nullable: false, metadata);
    }

    private static Field Renamed(Field field, string name, bool nullable)
        => field.Name == name && field.IsNullable == nullable ? field : new Field(name, field.DataType, nullable, field.Metadata);
}
