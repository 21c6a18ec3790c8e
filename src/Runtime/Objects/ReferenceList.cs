using System.Collections;

namespace Orleans.Ray.Objects;

/// <summary>References that stay as they are and of which none is there twice. A wait for what another wait has left need not check that again.</summary>
internal sealed class ReferenceList<T>(ObjectRef<T>[] references) : IReadOnlyList<ObjectRef<T>>, ICollection<ObjectRef<T>>
{
    public int Count => references.Length;

    bool ICollection<ObjectRef<T>>.IsReadOnly => true;

    public ReadOnlySpan<ObjectRef<T>> Span => references;

    public ObjectRef<T> this[int index] => (uint)index < (uint)references.Length
        ? references[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list has {references.Length} references.");

    public bool Contains(ObjectRef<T> item) => Array.IndexOf(references, item) >= 0;

    public void CopyTo(ObjectRef<T>[] array, int arrayIndex) => references.CopyTo(array, arrayIndex);

    public IEnumerator<ObjectRef<T>> GetEnumerator() => references.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<ObjectRef<T>>.Add(ObjectRef<T> item) => throw ReadOnly();

    void ICollection<ObjectRef<T>>.Clear() => throw ReadOnly();

    bool ICollection<ObjectRef<T>>.Remove(ObjectRef<T> item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("What a wait returns cannot be changed; copy it into a list of your own.");
}
