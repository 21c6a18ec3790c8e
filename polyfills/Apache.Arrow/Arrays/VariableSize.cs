using System.Numerics;

namespace Apache.Arrow;

/// <summary>Arrays whose elements lie between two offsets: the second buffer of their data, and the third where they are bytes.</summary>
internal static class VariableSize
{
    /// <summary>Of each element of the slice the start, and of the last the end.</summary>
    public static ReadOnlySpan<TOffset> Offsets<TOffset>(Array array)
        where TOffset : struct, IBinaryInteger<TOffset>
        => array.Data.Buffers[1].Span.CastTo<TOffset>().Slice(array.Offset, array.Length + 1);

    public static int LengthAt<TOffset>(Array array, int index)
        where TOffset : struct, IBinaryInteger<TOffset>
    {
        array.CheckIndex(index);
        return array.IsValid(index) ? Bounds<TOffset>(array, index).Length : 0;
    }

    public static ReadOnlySpan<byte> BytesAt<TOffset>(Array array, int index, out bool isNull)
        where TOffset : struct, IBinaryInteger<TOffset>
    {
        array.CheckIndex(index);
        isNull = array.IsNull(index);
        if (isNull)
        {
            return default;
        }

        var (start, length) = Bounds<TOffset>(array, index);
        return array.Data.Buffers[2].Span.Slice(start, length);
    }

    /// <summary>Null for a null list.</summary>
    public static IArrowArray ListAt<TOffset>(Array array, IArrowArray values, int index)
        where TOffset : struct, IBinaryInteger<TOffset>
    {
        array.CheckIndex(index);
        if (array.IsNull(index) || values is not Array all)
        {
            return null;
        }

        var (start, length) = Bounds<TOffset>(array, index);
        return all.Slice(start, length);
    }

    private static (int Start, int Length) Bounds<TOffset>(Array array, int index)
        where TOffset : struct, IBinaryInteger<TOffset>
    {
        var offsets = Offsets<TOffset>(array);
        return (int.CreateChecked(offsets[index]), int.CreateChecked(checked(offsets[index + 1] - offsets[index])));
    }
}
