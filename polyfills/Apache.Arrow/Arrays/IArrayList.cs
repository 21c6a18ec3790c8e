namespace Apache.Arrow;

/// <summary>An array as a list of its elements. Its class says what an element is; all else is the same for every array, and stands here.</summary>
internal interface IArrayList<T> : IReadOnlyList<T>
{
    int Length { get; }

    int IReadOnlyCollection<T>.Count => Length;

    T IReadOnlyList<T>.this[int index] => Element(index);

    T Element(int index);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ReadOnlyArray.Enumerate(Length, Element);
}
