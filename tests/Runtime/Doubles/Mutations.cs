namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that change what they get.</summary>
internal static partial class Mutations
{
    [RayTask]
    public static List<int> Append(List<int> values)
    {
        values.Add(0);
        return values;
    }
}
