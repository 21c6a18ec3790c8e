namespace Orleans.Ray.Tasks;

/// <summary>Starts a cluster of one silo in this process.</summary>
internal interface IEmbeddedLauncher
{
    Task<(RayNode Node, Func<Task> Stop)> StartAsync(RayOptions options);
}
