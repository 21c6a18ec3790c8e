using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Registers the directories inside the cluster, and makes a silo take part in those that it uses.</summary>
internal static class ClusterDirectories
{
    public static void AddDefault(IServiceCollection services)
    {
        services.AddSingleton<GrainDirectories>();
        services.AddSingleton(static services => new DefaultDirectory(
            HostOf(services, nameof(DefaultDirectory)), OptionsOf(services).RangeLeaseDuration, services.GetRequiredService<ILogger<DefaultDirectory>>()));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services => new DirectoryParticipant(
            services.GetRequiredService<GrainDirectories>().HasDefaultReplaced ? null : services.GetRequiredService<DefaultDirectory>()));
    }

    public static void AddDistributed(IServiceCollection services, string name)
    {
        if (!services.Any(static service => service.ServiceType == typeof(DistributedDirectory)))
        {
            services.AddSingleton(static services => new DistributedDirectory(
                HostOf(services, nameof(DistributedDirectory)),
                OptionsOf(services).PartitionsPerSilo,
                OptionsOf(services).RangeLeaseDuration,
                services.GetRequiredService<ILogger<DistributedDirectory>>()));
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services => new DirectoryParticipant(services.GetRequiredService<DistributedDirectory>()));
        }

        services.AddKeyedSingleton<IGrainDirectory>(name, static (services, _) => services.GetRequiredService<DistributedDirectory>());
    }

    private static GrainDirectoryOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value;

    private static SiloDirectoryHost HostOf(IServiceProvider services, string name) => ActivatorUtilities.CreateInstance<SiloDirectoryHost>(services, name);
}
