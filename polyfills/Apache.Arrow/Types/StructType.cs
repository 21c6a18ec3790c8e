namespace Apache.Arrow.Types;

public sealed class StructType : NestedType, IRecordType
{
    public StructType(IReadOnlyList<Field> fields)
        : base(fields)
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Struct;

    public override string Name => "struct";

    int IRecordType.FieldCount => Fields.Count;

    public Field GetFieldByIndex(int index) => Fields[index];

    public Field GetFieldByName(string name, IEqualityComparer<string> comparer = null)
    {
        var index = GetFieldIndex(name, comparer);
        return index < 0 ? null : Fields[index];
    }

    public int GetFieldIndex(string name, IEqualityComparer<string> comparer = null)
        => FieldSearch.IndexOf(Fields, name, comparer ?? StringComparer.Ordinal);

    Field IRecordType.GetFieldByName(string name) => GetFieldByName(name);

    public override void Accept(IArrowTypeVisitor visitor) => AcceptRecord(this, visitor);
}
