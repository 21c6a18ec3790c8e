namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that cancel, or are cancelled.</summary>
internal static partial class Cancels
{
    [RayTask]
    public static async Task<bool> Cancel(List<ObjectRef<int>> references) => await Ray.CancelAsync(references[0]);

    [RayTask]
    public static int EndInGoodOrder(string gate, CancellationToken cancellationToken)
    {
        try
        {
            Gate.Find(gate).Pass(cancellationToken);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return -1;
        }
    }

    [RayTask]
    public static int ThrowCancelled() => throw new OperationCanceledException("mine");

    [RayTask]
    public static async Task<int> ThrowCancelledAsync()
    {
        await Task.Yield();
        throw new OperationCanceledException("mine");
    }

    /// <summary>Has a child that waits at one gate until it is cancelled, and waits at another itself.</summary>
    [RayTask]
    public static async Task<int> HaveChild(string gate, string childGate)
    {
        var child = Gated.Remote.PassUnlessCancelledAsync(childGate);
        await Gate.Find(gate).PassAsync();
        return child.IsReady ? 1 : 0;
    }
}
