namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that last until a gate opens.</summary>
internal static partial class Gated
{
    /// <summary>Blocks its thread and keeps its CPU.</summary>
    [RayTask]
    public static int Pass(string gate, int value = 0)
    {
        Gate.Find(gate).Pass();
        return value;
    }

    /// <summary>Awaits something that is no object, and keeps its CPU.</summary>
    [RayTask]
    public static async Task<int> PassAsync(string gate, int value = 0)
    {
        await Gate.Find(gate).PassAsync();
        return value;
    }

    /// <summary>An object that is ready when the gate opens, at no cost.</summary>
    [RayTask(NumCpus = 0)]
    public static async Task<int> Later(string gate, int value = 0)
    {
        await Gate.Find(gate).PassAsync();
        return value;
    }

    /// <summary>The gate's own id, when it opens.</summary>
    [RayTask(NumCpus = 0)]
    public static async Task<string> Text(string gate)
    {
        await Gate.Find(gate).PassAsync();
        return gate;
    }

    [RayTask(NumCpus = 0)]
    public static async Task<int> FailLater(string gate, string message)
    {
        await Gate.Find(gate).PassAsync();
        throw new InvalidOperationException(message);
    }

    [RayTask]
    public static int PassUnlessCancelled(string gate, CancellationToken cancellationToken)
    {
        Gate.Find(gate).Pass(cancellationToken);
        return 1;
    }

    [RayTask]
    public static async Task<int> PassUnlessCancelledAsync(string gate, CancellationToken cancellationToken)
    {
        await Gate.Find(gate).PassAsync(cancellationToken);
        return 1;
    }
}
