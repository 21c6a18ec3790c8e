namespace Apache.Arrow;

/// <summary>Integer arrays of any width as the indices of another array.</summary>
internal static class Indices
{
    public const int Null = -1;

    public static IEnumerable<int> Of(IArrowArray indices)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            yield return At(indices, i);
        }
    }

    public static int At(IArrowArray indices, int i) => checked((int?)(indices switch
    {
        Int8Array array => array.GetValue(i),
        Int16Array array => array.GetValue(i),
        Int32Array array => array.GetValue(i),
        Int64Array array => array.GetValue(i),
        UInt8Array array => array.GetValue(i),
        UInt16Array array => array.GetValue(i),
        UInt32Array array => array.GetValue(i),
        UInt64Array array => (long?)array.GetValue(i),
        _ => throw new ArgumentException($"The indices of a dictionary are integers, not {indices.Data.DataType.Name}.", nameof(indices)),
    })) ?? Null;
}
