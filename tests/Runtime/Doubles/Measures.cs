namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks about their arguments.</summary>
internal static partial class Measures
{
    [RayTask]
    public static int LengthOf(int[] values) => values.Length;

    [RayTask]
    public static async Task<int> LengthInside(List<ObjectRef<int[]>> values) => (await values[0]).Length;

    [RayTask]
    public static int Count(List<ObjectRef<int>> values) => values.Count;

    [RayTask]
    public static ObjectRef<int> AddLater(int x, int y) => Sums.Remote.Add(x, y);

    [RayTask]
    public static string Defaults(int number = 1, string text = "two", DayOfWeek day = DayOfWeek.Friday, string? nothing = null, bool yes = true) =>
        $"{number} {text} {day} {nothing} {yes}";
}
