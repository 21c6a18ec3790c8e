namespace Apache.Arrow.Types;

public sealed class FixedSizeListType : NestedType
{
    public FixedSizeListType(Field valueField, int listSize)
        : base(valueField)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(listSize);
        ListSize = listSize;
    }

    public FixedSizeListType(IArrowType valueDataType, int listSize)
        : this(new Field("item", valueDataType, nullable: true), listSize)
    {
    }

    public override ArrowTypeId TypeId => ArrowTypeId.FixedSizeList;

    public override string Name => "fixed_size_list";

    public int ListSize { get; }

    public Field ValueField => Fields[0];

    public IArrowType ValueDataType => Fields[0].DataType;

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
