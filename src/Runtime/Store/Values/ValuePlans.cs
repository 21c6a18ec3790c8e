namespace Orleans.Ray.Store;

/// <summary>Which types are stored, and how.</summary>
internal static class ValuePlans
{
    public static object? Find(Type type)
    {
        _ = type;
        return null;
    }
}
