namespace Apache.Arrow;

public static class IArrowArrayExtensions
{
    /// <summary>The elements of an array, or those that the indices of a dictionary array stand for.</summary>
    public static IReadOnlyList<T> AsDecodedReadOnlyList<T>(this IArrowArray array) => array switch
    {
        IReadOnlyList<T> list => list,
        DictionaryArray { Dictionary: IReadOnlyList<T> values } dictionary => new DecodedList<T>(dictionary, values),
        _ => throw new ArgumentException($"{array?.GetType().Name ?? "null"} cannot be read as a list of {typeof(T)}.", nameof(array)),
    };
}
