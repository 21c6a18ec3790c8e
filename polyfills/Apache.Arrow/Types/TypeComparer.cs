namespace Apache.Arrow.Types;

/// <summary>Equality of types by what they say; the types themselves have reference equality only. Names and metadata of fields do not count.</summary>
internal static class TypeComparer
{
    public static bool AreSame(IArrowType left, IArrowType right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.TypeId != right.TypeId)
        {
            return false;
        }

        return (left, right) switch
        {
            (TimestampType a, TimestampType b) => a.Unit == b.Unit && a.Timezone == b.Timezone,
            (TimeBasedType a, TimeBasedType b) => a.Unit == b.Unit,
            (Decimal128Type a, Decimal128Type b) => a.Precision == b.Precision && a.Scale == b.Scale,
            (FixedSizeBinaryType a, FixedSizeBinaryType b) => a.ByteWidth == b.ByteWidth,
            (DictionaryType a, DictionaryType b) => a.Ordered == b.Ordered && AreSame(a.IndexType, b.IndexType) && AreSame(a.ValueType, b.ValueType),
            (FixedSizeListType a, FixedSizeListType b) => a.ListSize == b.ListSize && AreSameFields(a, b),
            (MapType a, MapType b) => a.KeySorted == b.KeySorted && AreSameFields(a, b),
            (NestedType a, NestedType b) => AreSameFields(a, b),
            _ => true,
        };
    }

    private static bool AreSameFields(NestedType left, NestedType right)
    {
        if (left.Fields.Count != right.Fields.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Fields.Count; i++)
        {
            if (!AreSame(left.Fields[i].DataType, right.Fields[i].DataType))
            {
                return false;
            }
        }

        return true;
    }
}
