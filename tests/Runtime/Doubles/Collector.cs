namespace Orleans.Ray.Tests.Doubles;

/// <summary>Keeps every array that it is given.</summary>
[RayActor]
internal sealed partial class Collector
{
    private readonly List<byte[]> _arrays = [];

    public void Keep(byte[] array) => _arrays.Add(array);

    /// <summary>For each array, in order, the one value that all of it has; -1 where it has several.</summary>
    public int[] Values() => [.. _arrays.Select(static array => array.AsSpan().ContainsAnyExcept(array[0]) ? -1 : array[0])];
}
