using System.Globalization;

namespace Orleans.TestingHost;

public class TestClusterOptions
{
    public string ClusterId { get; set; } = string.Empty;

    public string ServiceId { get; set; } = string.Empty;

    /// <summary>The port of the first silo; those of the others follow it.</summary>
    public int BaseSiloPort { get; set; }

    /// <summary>The gateway port of the first silo; those of the others follow it.</summary>
    public int BaseGatewayPort { get; set; }

    /// <summary>Whether the membership table is kept in the first silo. Otherwise a configurator has to bring one, and the client's gateways.</summary>
    public bool UseTestClusterMembership { get; set; }

    /// <summary>All silos of this process share what is measured here, whichever this says.</summary>
    public bool UseRealEnvironmentStatistics { get; set; }

    public bool InitializeClientOnDeploy { get; set; }

    public short InitialSilosCount { get; set; }

    public string? ApplicationBaseDirectory { get; set; }

    /// <summary>Whether each silo and client writes its log to a file of its own below <c>logs</c> in the current directory.</summary>
    public bool ConfigureFileLogging { get; set; } = true;

    /// <summary>Has no effect, as in the package: see <see cref="Orleans.Configuration.SiloMessagingOptions.AssumeHomogenousSilosForTesting"/>.</summary>
    public bool AssumeHomogenousSilosForTesting { get; set; }

    public bool GatewayPerSilo { get; set; } = true;

    /// <summary>Assembly-qualified names of types that are <see cref="ISiloConfigurator"/> or <see cref="IHostConfigurator"/>.</summary>
    public List<string?> SiloBuilderConfiguratorTypes { get; } = [];

    /// <summary>Assembly-qualified names of types that are <see cref="IClientBuilderConfigurator"/> or <see cref="IHostConfigurator"/>.</summary>
    public List<string?> ClientBuilderConfiguratorTypes { get; } = [];

    public ConnectionTransportType ConnectionTransport { get; set; } = ConnectionTransportType.InMemory;

    /// <summary>As configuration, from which <see cref="TestClusterExtensions.GetTestClusterOptions(Microsoft.Extensions.Configuration.IConfiguration)"/> reads it back.</summary>
    public Dictionary<string, string?> ToDictionary()
    {
        var result = new Dictionary<string, string?>
        {
            [nameof(ClusterId)] = ClusterId,
            [nameof(ServiceId)] = ServiceId,
            [nameof(BaseSiloPort)] = BaseSiloPort.ToString(CultureInfo.InvariantCulture),
            [nameof(BaseGatewayPort)] = BaseGatewayPort.ToString(CultureInfo.InvariantCulture),
            [nameof(UseTestClusterMembership)] = UseTestClusterMembership.ToString(),
            [nameof(UseRealEnvironmentStatistics)] = UseRealEnvironmentStatistics.ToString(),
            [nameof(InitializeClientOnDeploy)] = InitializeClientOnDeploy.ToString(),
            [nameof(InitialSilosCount)] = InitialSilosCount.ToString(CultureInfo.InvariantCulture),
            [nameof(ApplicationBaseDirectory)] = ApplicationBaseDirectory,
            [nameof(ConfigureFileLogging)] = ConfigureFileLogging.ToString(),
            [nameof(AssumeHomogenousSilosForTesting)] = AssumeHomogenousSilosForTesting.ToString(),
            [nameof(GatewayPerSilo)] = GatewayPerSilo.ToString(),
            [nameof(ConnectionTransport)] = ConnectionTransport.ToString(),
        };
        Add(result, nameof(SiloBuilderConfiguratorTypes), SiloBuilderConfiguratorTypes);
        Add(result, nameof(ClientBuilderConfiguratorTypes), ClientBuilderConfiguratorTypes);
        return result;
    }

    private static void Add(Dictionary<string, string?> target, string name, List<string?> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            target[string.Create(CultureInfo.InvariantCulture, $"{name}:{i}")] = values[i];
        }
    }
}
