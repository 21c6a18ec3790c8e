namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks with an argument whose life can be watched.</summary>
internal static partial class Freezers
{
    [RayTask]
    public static int LengthOf(Frozen one, Frozen other) => Math.Max(one.Text.Length, other.Text.Length);

    [RayTask]
    public static int LengthAfter(Frozen frozen, int after) => frozen.Text.Length + after;

    [RayTask]
    public static int Fail(Frozen frozen) => throw new InvalidOperationException(frozen.Text);
}
