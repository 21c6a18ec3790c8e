namespace Apache.Arrow;

/// <summary>The parts of the collection interfaces that are the same for every array.</summary>
internal static class ReadOnlyArray
{
    public static NotSupportedException Error() => new("An array cannot be changed.");

    public static IEnumerator<T> Enumerate<T>(int length, Func<int, T> get)
    {
        for (var i = 0; i < length; i++)
        {
            yield return get(i);
        }
    }

    public static bool Contains<T>(int length, Func<int, T> get, Func<T, bool> isSought)
    {
        for (var i = 0; i < length; i++)
        {
            if (isSought(get(i)))
            {
                return true;
            }
        }

        return false;
    }

    public static void CopyTo<T>(int length, Func<int, T> get, T[] array, int arrayIndex)
    {
        for (var i = 0; i < length; i++)
        {
            array[arrayIndex + i] = get(i);
        }
    }
}
