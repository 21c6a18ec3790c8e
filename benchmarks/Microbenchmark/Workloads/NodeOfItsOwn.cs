namespace Microbenchmark.Workloads;

/// <summary>A node beside the one that the other rows use.</summary>
internal static class NodeOfItsOwn
{
    /// <summary>Starts it outside of the caller's flow, whose current node stays the other one.</summary>
    public static Task<IRay> StartAsync(Action<RayOptions> configure)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => Ray.InitAsync(configure));
        }
    }
}
