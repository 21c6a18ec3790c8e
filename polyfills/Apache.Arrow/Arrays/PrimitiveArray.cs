using System.Collections;

namespace Apache.Arrow;

public abstract class PrimitiveArray<T> : Array, IReadOnlyList<T?>, ICollection<T?>
    where T : struct, IEquatable<T>
{
    protected PrimitiveArray(ArrayData data)
        : base(data)
    {
    }

    public ArrowBuffer ValueBuffer => Data.Buffers[1];

    public ReadOnlySpan<T> Values => ValueBuffer.Span.CastTo<T>().Slice(Offset, Length);

    int IReadOnlyCollection<T?>.Count => Length;

    int ICollection<T?>.Count => Length;

    bool ICollection<T?>.IsReadOnly => true;

    T? IReadOnlyList<T?>.this[int index] => GetValue(index);

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

    IEnumerator<T?> IEnumerable<T?>.GetEnumerator()
    {
        for (var i = 0; i < Length; i++)
        {
            yield return GetValue(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T?>)this).GetEnumerator();

    bool ICollection<T?>.Contains(T? item)
    {
        for (var i = 0; i < Length; i++)
        {
            if (Nullable.Equals(GetValue(i), item))
            {
                return true;
            }
        }

        return false;
    }

    void ICollection<T?>.CopyTo(T?[] array, int arrayIndex)
    {
        for (var i = 0; i < Length; i++)
        {
            array[arrayIndex + i] = GetValue(i);
        }
    }

    void ICollection<T?>.Add(T? item) => throw ReadOnlyArray.Error();

    bool ICollection<T?>.Remove(T? item) => throw ReadOnlyArray.Error();

    void ICollection<T?>.Clear() => throw ReadOnlyArray.Error();
}
