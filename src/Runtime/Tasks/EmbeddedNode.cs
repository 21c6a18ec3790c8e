namespace Orleans.Ray.Tasks;

/// <summary>Starts a node in this process. The silo sits above this assembly, so what starts it is found by name.</summary>
internal static class EmbeddedNode
{
    private const string LauncherType = "Orleans.Ray.EmbeddedLauncher, Orleans.Ray.Silo";

    public static async Task<IRay> StartAsync(RayOptions options, Job job)
    {
        if (Type.GetType(LauncherType, throwOnError: false) is not { } type || Activator.CreateInstance(type) is not IEmbeddedLauncher launcher)
        {
            throw new InvalidOperationException("Ray.InitAsync() without an address starts a node in this process, which needs the Orleans.Ray.Silo package. Reference it.");
        }

        var (node, stop) = await launcher.StartAsync(options).ConfigureAwait(false);
        job.Api = new NodeRay(job, async () =>
        {
            Drivers.Close(job);
            await stop().ConfigureAwait(false);
        });
        Drivers.Open(job, node);
        return job.Api;
    }
}
