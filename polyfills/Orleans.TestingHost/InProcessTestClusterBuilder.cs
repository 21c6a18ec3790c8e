using System.Globalization;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

public sealed class InProcessTestClusterBuilder
{
    public InProcessTestClusterBuilder()
        : this(2)
    {
    }

    public InProcessTestClusterBuilder(short initialSilosCount)
    {
        var id = CreateClusterId();
        Options = new InProcessTestClusterOptions
        {
            ClusterId = id,
            ServiceId = id,
            InitialSilosCount = initialSilosCount,
            InitializeClientOnDeploy = true,
            ConfigureFileLogging = true,
            GatewayPerSilo = true,
        };
        PortAllocator = new TestClusterPortAllocator();
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public static string CreateClusterId() => string.Create(CultureInfo.InvariantCulture, $"testcluster-{Guid.NewGuid():N}");

    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        ConfigureSiloHost((_, host) => configureDelegate(host));
        return ConfigureClientHost(configureDelegate);
    }

    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate) =>
        ConfigureSiloHost((options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));

    public InProcessTestClusterBuilder ConfigureSiloHost(Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate) =>
        ConfigureClientHost(host => host.UseOrleansClient(configureClientDelegate));

    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    public InProcessTestCluster Build() => new(Options, PortAllocator);
}
