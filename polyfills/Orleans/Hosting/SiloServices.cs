using System.Globalization;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime.Placement;
using Orleans.Statistics;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Hosting;

internal static class SiloServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Orleans");
        CommonServices.Add(services, section);
        services.Configure<SiloMessagingOptions>(section.GetSection("Messaging"));
        services.AddSingleton(static services => FrameLimits.Of(services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value));
        services.Configure<EndpointOptions>(section.GetSection("Endpoints"));
        services.Configure<SiloOptions>(options => options.SiloName = section["Name"] ?? options.SiloName);
        services.PostConfigure<SiloOptions>(static options => options.SiloName ??= string.Create(CultureInfo.InvariantCulture, $"Silo_{Random.Shared.Next(0x100000):X5}"));
        services.PostConfigure<EndpointOptions>(static options => options.AdvertisedIPAddress ??= ResolveOwnAddress());
        AddRuntime(services);
        AddDirectoryAndMembership(services);
        AddPlacement(services);
        AddGrainServices(services);
        services.AddSingleton<SiloHostedService>();
        services.AddSingleton<IHostedService>(static services => services.GetRequiredService<SiloHostedService>());
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.AddSingleton<LocalSiloDetails>();
        services.AddSingleton<ILocalSiloDetails>(static services => services.GetRequiredService<LocalSiloDetails>());
        services.AddSingleton<SiloLifecycleSubject>();
        services.AddSingleton<ISiloLifecycleSubject>(static services => services.GetRequiredService<SiloLifecycleSubject>());
        services.AddSingleton<ISiloLifecycle>(static services => services.GetRequiredService<SiloLifecycleSubject>());
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<CallRuntime>(static services => services.GetRequiredService<SiloRuntime>());
        services.AddSingleton<IGrainReferenceRuntime>(static services => services.GetRequiredService<SiloRuntime>());
        services.AddSingleton<ActivationShared>();
        services.AddSingleton<Catalog>();
        services.AddSingleton<HostedClient>();
        services.AddSingleton<IClusterClient>(static services => services.GetRequiredService<HostedClient>());
        services.AddSingleton<IGrainFactory>(static services => services.GetRequiredService<HostedClient>());
        services.TryAddSingleton<IFatalErrorHandler, FatalErrorHandler>();
        AddParticipant<SiloConnections>(services);
        AddGateway(services);
        AddParticipant<ActivationCollector>(services);
        AddParticipant<SiloControlTarget>(services);
        AddParticipant<SiloShutdown>(services);
        AddParticipant<MigrationTarget>(services);
        AddParticipant<RequestMonitor>(services);
        AddParticipant<GrainServiceHost>(services);
        services.AddSingleton<ServiceRing>();
        services.AddSingleton<Silo>();
    }

    private static void AddGateway(IServiceCollection services)
    {
        services.TryAddSingleton<IEnvironmentStatisticsProvider, EnvironmentStatisticsProvider>();
        services.AddSingleton<LoadShedding>();
        services.AddSingleton<ClientRouter>();
        AddParticipant<ClientDirectory>(services);
        AddParticipant<Gateway>(services);
    }

    private static void AddDirectoryAndMembership(IServiceCollection services)
    {
        services.AddSingleton<IMembershipPeers, MembershipPeers>();
        services.TryAddSingleton<IPeerTraffic, NoPeerTraffic>();
        services.AddSingleton<IThreadPoolDelay, ThreadPoolDelay>();
        services.AddSingleton<LocalHealth>();
        services.AddSingleton<JoinCheck>();
        services.AddSingleton(static services => ActivatorUtilities.CreateInstance<MembershipManager>(services, Random.Shared));
        services.AddSingleton(static services => ActivatorUtilities.CreateInstance<SiloProber>(services, Random.Shared));
        AddParticipant<MembershipTarget>(services);
        AddParticipant<MembershipAgent>(services);
        services.AddSingleton<IConfigurationValidator, ClusterMembershipOptionsValidator>();
        services.AddSingleton<IClusterMembershipService>(static services => services.GetRequiredService<MembershipManager>());
        services.AddSingleton<ISiloStatusOracle, SiloStatusOracle>();
        AddParticipant<DeadSiloHandler>(services);
        ClusterDirectories.AddDefault(services);
        services.AddSingleton<GrainLocator>();
        AddParticipant<ClusterManifests>(services);
    }

    private static void AddPlacement(IServiceCollection services)
    {
        AddParticipant<SiloLoads>(services);
        services.AddSingleton<PlacementService>();
        services.AddSingleton<PlacementFilters>();
        services.AddSingleton(static services => new PlacementStrategyResolver(services, services.GetRequiredService<GrainTypeMap>()));
        services.AddSingleton<PlacementDirectorResolver>();
        services.AddSingleton<PlacementStrategy, ResourceOptimizedPlacement>();
        services.AddPlacementDirector<RandomPlacement, RandomPlacementDirector>();
        services.AddPlacementDirector<HashBasedPlacement, HashBasedPlacementDirector>();
        services.AddPlacementDirector<PreferLocalPlacement, PreferLocalPlacementDirector>();
        services.AddPlacementDirector<ActivationCountBasedPlacement, ActivationCountPlacementDirector>();
        services.AddPlacementDirector<ResourceOptimizedPlacement, ResourceOptimizedPlacementDirector>();

        // Each class of stateless workers has limits of its own, which the strategy reads from its properties.
        services.AddPlacementDirector<StatelessWorkerPlacement, StatelessWorkerDirector>(ServiceLifetime.Transient);
    }

    private static void AddGrainServices(IServiceCollection services)
    {
        services.TryAddSingleton<IGrainRuntime, GrainRuntime>();
        services.TryAddSingleton<ITimerRegistry, TimerRegistry>();
        services.TryAddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<IGrainStorageSerializer, JsonGrainStorageSerializer>();
        services.AddSingleton<IConfigureOptions<SystemTextJsonGrainStorageSerializerOptions>>(static services => services.GetRequiredService<JsonSerializerConfiguration>());
        services.AddTransient(static _ => RuntimeContext.Current ?? throw new InvalidOperationException("There is no grain here to take the context of."));
    }

    private static void AddParticipant<T>(IServiceCollection services)
        where T : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.AddSingleton<T>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services => services.GetRequiredService<T>());
    }

    private static IPAddress ResolveOwnAddress()
    {
        foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network is { OperationalStatus: OperationalStatus.Up, NetworkInterfaceType: not NetworkInterfaceType.Loopback })
            {
                foreach (var address in network.GetIPProperties().UnicastAddresses)
                {
                    if (address.Address.AddressFamily == AddressFamily.InterNetwork)
                    {
                        return address.Address;
                    }
                }
            }
        }

        return IPAddress.Loopback;
    }
}
