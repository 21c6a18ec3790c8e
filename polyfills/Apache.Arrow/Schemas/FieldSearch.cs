namespace Apache.Arrow;

internal static class FieldSearch
{
    public static int IndexOf(IReadOnlyList<Field> fields, string name, IEqualityComparer<string> comparer)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (comparer.Equals(fields[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }
}
