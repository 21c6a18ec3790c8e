namespace Apache.Arrow.Types;

public sealed class DictionaryType : FixedWidthType
{
    public DictionaryType(IArrowType indexType, IArrowType valueType, bool ordered)
    {
        if (indexType is not IntegerType)
        {
            throw new ArgumentException($"The indices of a dictionary are integers, not {indexType?.Name ?? "null"}.", nameof(indexType));
        }

        IndexType = indexType;
        ValueType = valueType;
        Ordered = ordered;
    }

    public override ArrowTypeId TypeId => ArrowTypeId.Dictionary;

    public override string Name => "dictionary";

    public override int BitWidth => ((IntegerType)IndexType).BitWidth;

    public IArrowType IndexType { get; }

    public IArrowType ValueType { get; }

    public bool Ordered { get; }

    public override void Accept(IArrowTypeVisitor visitor) => Accept(this, visitor);
}
