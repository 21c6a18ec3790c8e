namespace Quickstart.Snippets;

/// <summary>Adding pairs, then pairs of the sums: 100 arrays in a tree of depth 7 instead of a chain of 99.</summary>
internal static partial class TreeReduce
{
    public const int Arrays = 100;

    [RayTask]
    public static NDArray<double> Load(int index) => NDArray.Full<double>(index, 1000);

    [RayTask]
    public static NDArray<double> Add(NDArray<double> x, NDArray<double> y) => NDArray.Add(x, y);

    public static Snippet<NDArray<double>> Sum { get; } = new("Tree reduce: the sum of 100 arrays", async () =>
    {
        var sums = new Queue<ObjectRef<NDArray<double>>>();
        for (var i = 0; i < Arrays; i++)
        {
            sums.Enqueue(TreeReduce.Remote.Load(i));
        }

        while (sums.Count > 1)
        {
            sums.Enqueue(TreeReduce.Remote.Add(sums.Dequeue(), sums.Dequeue()));
        }

        return await sums.Dequeue();
    },
    static sum => $"{sum}, every element {sum[0]}");
}
