namespace Apache.Arrow;

/// <summary>An array as a collection that cannot be changed.</summary>
internal interface IArrayCollection<T> : IArrayList<T>, ICollection<T>
{
    int ICollection<T>.Count => Length;

    bool ICollection<T>.IsReadOnly => true;

    bool ICollection<T>.Contains(T item)
    {
        for (var i = 0; i < Length; i++)
        {
            if (AreEqual(Element(i), item))
            {
                return true;
            }
        }

        return false;
    }

    bool AreEqual(T one, T other) => EqualityComparer<T>.Default.Equals(one, other);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex)
    {
        for (var i = 0; i < Length; i++)
        {
            array[arrayIndex + i] = Element(i);
        }
    }

    void ICollection<T>.Add(T item) => throw Error();

    bool ICollection<T>.Remove(T item) => throw Error();

    void ICollection<T>.Clear() => throw Error();

    private static NotSupportedException Error() => new("An array cannot be changed.");
}
