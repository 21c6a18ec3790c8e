namespace Orleans.Hosting;

internal static class LocalhostIds
{
    public const string Default = "dev";

    /// <summary>The default pair counts only where the options have been blanked; any other pair is taken as given.</summary>
    public static void Configure(IServiceCollection services, string serviceId, string clusterId)
    {
        if (serviceId != Default || clusterId != Default)
        {
            services.Configure<ClusterOptions>(options =>
            {
                options.ServiceId = serviceId;
                options.ClusterId = clusterId;
            });
            return;
        }

        services.PostConfigure<ClusterOptions>(static options =>
        {
            options.ServiceId = string.IsNullOrWhiteSpace(options.ServiceId) ? Default : options.ServiceId;
            options.ClusterId = string.IsNullOrWhiteSpace(options.ClusterId) ? Default : options.ClusterId;
        });
    }
}
