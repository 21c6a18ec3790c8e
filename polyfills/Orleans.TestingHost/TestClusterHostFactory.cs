using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Builds the hosts of a <see cref="TestCluster"/> from its configuration alone.</summary>
public class TestClusterHostFactory
{
    public static IHost CreateSiloHost(string hostName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null)
    {
        var builder = CreateHostBuilder(hostName, configuration);
        var cluster = configuration.GetTestClusterOptions();
        var silo = new TestSiloSpecificOptions();
        configuration.Bind(silo);
        builder.UseOrleans(orleans =>
        {
            orleans.Configure<ClusterOptions>(configuration);
            orleans.Configure<SiloOptions>(options => options.SiloName = string.IsNullOrEmpty(silo.SiloName) ? hostName : silo.SiloName);
            orleans.ConfigureEndpoints(IPAddress.Loopback, silo.SiloPort, silo.GatewayPort);
            TestTransports.Use(orleans.Services, cluster.ConnectionTransport);
#pragma warning disable ORLEANSEXP003
            orleans.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
            if (cluster.UseTestClusterMembership)
            {
                orleans.UseDevelopmentClustering(IPEndPoint.Parse(
                    configuration[nameof(TestSiloSpecificOptions.PrimarySiloEndPoint)]
                    ?? throw new InvalidOperationException($"Silo {hostName} has no {nameof(TestSiloSpecificOptions.PrimarySiloEndPoint)}, which {nameof(TestClusterOptions.UseTestClusterMembership)} needs.")));
            }
        });
        foreach (var configurator in CreateConfigurators(cluster.SiloBuilderConfiguratorTypes))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is ISiloConfigurator siloConfigurator)
            {
                builder.UseOrleans(siloConfigurator.Configure);
            }
        }

        postConfigureHostBuilder?.Invoke(builder);
        return builder.Build();
    }

    public static IHost CreateClusterClient(string hostName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null)
    {
        var builder = CreateHostBuilder(hostName, configuration);
        var cluster = configuration.GetTestClusterOptions();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(configuration);
            TestTransports.Use(client.Services, cluster.ConnectionTransport);
            if (cluster.UseTestClusterMembership)
            {
                var gateways = cluster.GatewayPerSilo ? cluster.InitialSilosCount : 1;
                client.UseStaticClustering([.. Enumerable.Range(cluster.BaseGatewayPort, gateways).Select(static port => new IPEndPoint(IPAddress.Loopback, port))]);
            }
        });
        foreach (var configurator in CreateConfigurators(cluster.ClientBuilderConfiguratorTypes))
        {
            (configurator as IHostConfigurator)?.Configure(builder);
            if (configurator is IClientBuilderConfigurator clientConfigurator)
            {
                builder.UseOrleansClient(client => clientConfigurator.Configure(configuration, client));
            }
        }

        postConfigureHostBuilder?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>As text that another process can read back.</summary>
    public static string SerializeConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return JsonSerializer.Serialize(configuration.AsEnumerable().Where(static pair => pair.Value is not null).ToDictionary());
    }

    public static IConfiguration DeserializeConfiguration(string serializedSources) =>
        new ConfigurationBuilder().AddInMemoryCollection(JsonSerializer.Deserialize<Dictionary<string, string?>>(serializedSources)).Build();

    private static HostBuilder CreateHostBuilder(string hostName, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = new HostBuilder();
        builder.Properties[nameof(IConfiguration)] = configuration;
        builder.UseEnvironment(Environments.Development);
        builder.ConfigureHostConfiguration(host => host.AddConfiguration(configuration));
        if (configuration.GetTestClusterOptions() is { ConfigureFileLogging: true } options)
        {
            builder.ConfigureLogging(logging => Logging.LogFile.AddTo(logging, options.ClusterId, hostName));
        }

        return builder;
    }

    private static IEnumerable<object> CreateConfigurators(List<string?> types) =>
        types.OfType<string>().Where(static type => type.Length > 0).Select(static type => Activator.CreateInstance(Type.GetType(type, throwOnError: true)!)!);
}
