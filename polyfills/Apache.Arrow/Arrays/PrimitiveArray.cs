using System.Collections;

namespace Apache.Arrow;

public abstract class PrimitiveArray<T> : Array, IReadOnlyList<T?>, ICollection<T?>, IArrayCollection<T?>
    where T : struct, IEquatable<T>
{
    protected PrimitiveArray(ArrayData data)
        : base(data)
    {
    }

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    public ReadOnlySpan<T> Values => ValueBuffer.Span.CastTo<T>().Slice(Offset, Length);

    public T? GetValue(int index)
    {
        CheckIndex(index);
        return IsValid(index) ? Values[index] : null;
    }

    public IList<T?> ToList(bool includeNulls = false)
    {
        var list = new List<T?>(Length);
        for (var i = 0; i < Length; i++)
        {
            if (GetValue(i) is { } value)
            {
                list.Add(value);
            }
            else if (includeNulls)
            {
                list.Add(null);
            }
        }

        return list;
    }

    T? IArrayList<T?>.Element(int index) => GetValue(index);

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T?>)this).GetEnumerator();
}
