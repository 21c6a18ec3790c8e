using System.Collections;

namespace Apache.Arrow;

/// <summary>What the indices of a dictionary array stand for; default for null.</summary>
internal sealed class DecodedList<T>(DictionaryArray array, IReadOnlyList<T> values) : IReadOnlyList<T>
{
    public int Count => array.Length;

    public T this[int index] => Indices.At(array.Indices, index) is >= 0 and var at ? values[at] : default;

    public IEnumerator<T> GetEnumerator() => ReadOnlyArray.Enumerate(Count, index => this[index]);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
