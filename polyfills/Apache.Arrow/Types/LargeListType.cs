namespace Apache.Arrow.Types;

public sealed class LargeListType : NestedType
{
    public LargeListType(Field valueField)
        : base(valueField)
    {
    }

    public LargeListType(IArrowType valueDataType)
        : this(new Field("item", valueDataType, nullable: true))
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.LargeList;

    public override string Name => "large_list";

    public Field ValueField => Fields[0];

    public IArrowType ValueDataType => Fields[0].DataType;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
