namespace Samples;

public static partial class Overloads
{
    [RayTask]
    public static int One(IEnumerable<int> items) => items.Sum();

    [RayTask]
    public static int Optional(int start = 1, IReadOnlyList<int>? items = null, object? state = null) => start;

    [RayTask]
    public static int Items(params int[] items) => items.Sum();

    [RayTask]
    public static int ItemsAfter(IComparable first, string separator, params object[] rest) => rest.Length;

    [RayTask]
    public static int ItemsAfterDefault(int start = 1, params int[] items) => start;

    [RayTask]
    public static int ParamsList(int start = 1, params IReadOnlyList<int> items) => start;

    [RayTask]
    public static int Four(IList<int> a, IList<int> b, IList<int> c, object d) => 1;

    [RayTask]
    public static int Among(IEnumerable<int> items) => 1;

    [RayTask]
    public static int Among(int[] items) => 2;
}
