using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Orleans.TestingHost;

/// <summary>Configures a <see cref="TestCluster"/> by types that its silos and client instantiate.</summary>
public class TestClusterBuilder
{
    private readonly List<Action<IConfigurationBuilder>> _configureHostConfiguration = [];
    private readonly List<Action> _configureBuilder = [];
    private Func<string, IConfiguration, CancellationToken, Task<SiloHandle>>? _createSilo;

    public TestClusterBuilder()
        : this(2)
    {
    }

    public TestClusterBuilder(short initialSilosCount)
    {
        var id = CreateClusterId();
        Options = new TestClusterOptions
        {
            ClusterId = id,
            ServiceId = id,
            InitialSilosCount = initialSilosCount,
            InitializeClientOnDeploy = true,
            UseTestClusterMembership = true,
        };
        PortAllocator = new TestClusterPortAllocator();
    }

    /// <summary>Configuration that every silo and the client see.</summary>
    public Dictionary<string, string?> Properties { get; } = [];

    public TestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; set; }

    /// <summary>Takes the place of <see cref="TestCluster.DefaultCreateSiloAsync(string, IConfiguration)"/>.</summary>
    public Func<string, IConfiguration, Task<SiloHandle>> CreateSiloAsync
    {
        set => _createSilo = (name, configuration, _) => value(name, configuration);
    }

    /// <inheritdoc cref="CreateSiloAsync"/>
    public Func<string, IConfiguration, CancellationToken, Task<SiloHandle>> CreateSiloAsyncWithCancellation
    {
        set => _createSilo = value;
    }

    public static string CreateClusterId() => string.Create(CultureInfo.InvariantCulture, $"testcluster-{Guid.NewGuid():N}");

    /// <summary>Runs when the cluster is built, before its options are read.</summary>
    public TestClusterBuilder ConfigureBuilder(Action configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureBuilder.Add(configureDelegate);
        return this;
    }

    public TestClusterBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        _configureHostConfiguration.Add(configureDelegate);
        return this;
    }

    /// <typeparam name="T">An <see cref="ISiloConfigurator"/>, an <see cref="IHostConfigurator"/> or both.</typeparam>
    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(ISiloConfigurator).IsAssignableFrom(typeof(T)) && !typeof(IHostConfigurator).IsAssignableFrom(typeof(T)))
        {
            throw new ArgumentException($"{typeof(T)} is neither an {nameof(ISiloConfigurator)} nor an {nameof(IHostConfigurator)}: implement one of them.");
        }

        Options.SiloBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    /// <typeparam name="T">An <see cref="IClientBuilderConfigurator"/>, an <see cref="IHostConfigurator"/> or both.</typeparam>
    public TestClusterBuilder AddClientBuilderConfigurator<T>()
        where T : new()
    {
        if (!typeof(IClientBuilderConfigurator).IsAssignableFrom(typeof(T)) && !typeof(IHostConfigurator).IsAssignableFrom(typeof(T)))
        {
            throw new ArgumentException($"{typeof(T)} is neither an {nameof(IClientBuilderConfigurator)} nor an {nameof(IHostConfigurator)}: implement one of them.");
        }

        Options.ClientBuilderConfiguratorTypes.Add(typeof(T).AssemblyQualifiedName);
        return this;
    }

    public TestCluster Build()
    {
        foreach (var configure in _configureBuilder)
        {
            configure();
        }

        if (Options.BaseSiloPort == 0 || Options.BaseGatewayPort == 0)
        {
            (Options.BaseSiloPort, Options.BaseGatewayPort) = PortAllocator.AllocateConsecutivePortPairs(Math.Max(1, (int)Options.InitialSilosCount));
        }

        var configuration = new ConfigurationBuilder();
        configuration.Add(new MemoryConfigurationSource { InitialData = Options.ToDictionary() });
        configuration.Add(new MemoryConfigurationSource { InitialData = Properties });
        foreach (var configure in _configureHostConfiguration)
        {
            configure(configuration);
        }

        var cluster = new TestCluster(Options, [.. configuration.Sources], PortAllocator);
        if (_createSilo is not null)
        {
            cluster.CreateSiloAsyncWithCancellation = _createSilo;
        }

        return cluster;
    }
}
