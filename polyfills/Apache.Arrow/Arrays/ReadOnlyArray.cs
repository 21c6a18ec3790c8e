namespace Apache.Arrow;

internal static class ReadOnlyArray
{
    public static IEnumerator<T> Enumerate<T>(int length, Func<int, T> get)
    {
        for (var i = 0; i < length; i++)
        {
            yield return get(i);
        }
    }
}
