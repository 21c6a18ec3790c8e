namespace Orleans.Serialization.Collections;

/// <summary>What is in essence an array: memory, segments, immutable arrays.</summary>
internal abstract class ArrayView<TView, T>
{
    /// <summary>Whether sharing it is safe when its elements are.</summary>
    public virtual bool IsImmutable => false;

    /// <summary>The very array, if the view covers all of it.</summary>
    public abstract T[]? WholeArray(TView view);

    /// <summary>A new array with the elements of a view that does not cover all of its own; null for a default view.</summary>
    public abstract T[]? ToArray(TView view);

    public abstract TView FromArray(T[]? array);
}
