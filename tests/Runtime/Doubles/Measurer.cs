namespace Orleans.Ray.Tests.Doubles;

/// <summary>An actor that makes and measures arrays.</summary>
[RayActor]
internal sealed partial class Measurer
{
    public int[] Make(int length) => [.. Enumerable.Range(0, length)];

    public int LengthOf(int[] values) => values.Length;

    public int LengthInside(List<ObjectRef<int[]>> values) => Ray.Get(values[0]).Length;
}
