using System.Collections.ObjectModel;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// Silos and a client, each built from configuration and the configurator types that it names. The first silo is the
/// primary: with <see cref="TestClusterOptions.UseTestClusterMembership"/> it keeps the membership table, which is lost
/// with it.
/// </summary>
public partial class TestCluster : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<SiloHandle> _silos = [];
    private readonly StringBuilder _log = new();
    private Func<string, IConfiguration, CancellationToken, Task<SiloHandle>> _createSilo;
    private IHost? _client;
    private int _lastInstanceNumber = -1;
    private bool _isDisposed;

    public TestCluster(TestClusterOptions options, IReadOnlyList<IConfigurationSource> configurationSources, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configurationSources);
        ArgumentNullException.ThrowIfNull(portAllocator);
        Options = options;
        ConfigurationSources = configurationSources;
        PortAllocator = portAllocator;
        _createSilo = DefaultCreateSiloAsync;
    }

    public TestClusterOptions Options { get; }

    public IReadOnlyList<IConfigurationSource> ConfigurationSources { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public SiloHandle? Primary { get; private set; }

    public IReadOnlyList<SiloHandle> SecondarySilos => [.. Silos.Where(silo => !ReferenceEquals(silo, Primary))];

    public ReadOnlyCollection<SiloHandle> Silos
    {
        get
        {
            lock (_gate)
            {
                return _silos.ToArray().AsReadOnly();
            }
        }
    }

    public IClusterClient Client => ServiceProvider.GetRequiredService<IClusterClient>();

    public IGrainFactory GrainFactory => Client;

    /// <summary>The client's services.</summary>
    public IServiceProvider ServiceProvider =>
        _client?.Services ?? throw new InvalidOperationException("The client of this cluster has not been started: deploy the cluster, or call InitializeClientAsync.");

    public Func<string, IConfiguration, Task<SiloHandle>> CreateSiloAsync
    {
        set => _createSilo = (name, configuration, _) => value(name, configuration);
    }

    public Func<string, IConfiguration, CancellationToken, Task<SiloHandle>> CreateSiloAsyncWithCancellation
    {
        set => _createSilo = value;
    }

    public void Deploy() => DeployAsync().GetAwaiter().GetResult();

    public Task DeployAsync() => DeployAsync(CancellationToken.None);

    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        if (Options.InitialSilosCount > 0)
        {
            // The others read the membership table in the primary.
            await StartNewSiloAsync(false, cancellationToken);
            await Task.WhenAll(Enumerable.Range(1, Options.InitialSilosCount - 1).Select(_ => StartNewSiloAsync(false, cancellationToken)));
        }

        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync(cancellationToken);
        }
    }

    public IEnumerable<SiloHandle> GetActiveSilos() => Silos.Where(static silo => silo.IsActive);

    public SiloHandle? GetSiloForAddress(SiloAddress siloAddress) => GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        var handle = silo is null ? GetActiveSilos().First() : GetSiloForAddress(silo) ?? throw new ArgumentException($"Silo {silo} is not active in this cluster.", nameof(silo));
        return handle is InProcessSiloHandle inProcess
            ? inProcess.ServiceProvider
            : throw new InvalidOperationException($"Silo {handle} is a {handle.GetType()}, whose services are not in this process.");
    }

    public SiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort = false) => StartAdditionalSiloAsync(startAdditionalSiloOnNewPort).GetAwaiter().GetResult();

    public async Task<SiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort = false) =>
        (await StartAdditionalSilosAsync(1, startAdditionalSiloOnNewPort))[0];

    public Task<List<SiloHandle>> StartAdditionalSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort = false) =>
        StartAdditionalSilosAsync(silosToStart, startAdditionalSiloOnNewPort, CancellationToken.None);

    public async Task<List<SiloHandle>> StartAdditionalSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(Enumerable.Range(0, silosToStart).Select(_ => StartNewSiloAsync(startAdditionalSiloOnNewPort, cancellationToken)))];

    public static Task<SiloHandle> StartSiloAsync(
        TestCluster cluster,
        int instanceNumber,
        TestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides = null,
        bool startSiloOnNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return cluster.StartSiloAsync(instanceNumber, clusterOptions, configurationOverrides, startSiloOnNewPort);
    }

    public Task<SiloHandle> StartSiloAsync(
        int instanceNumber, TestClusterOptions clusterOptions, IReadOnlyList<IConfigurationSource>? configurationOverrides = null, bool startSiloOnNewPort = false) =>
        StartSiloAsync(instanceNumber, clusterOptions, configurationOverrides, startSiloOnNewPort, CancellationToken.None);

    /// <summary>Starts a silo, which the caller keeps: it does not become one of <see cref="Silos"/>.</summary>
    public async Task<SiloHandle> StartSiloAsync(
        int instanceNumber,
        TestClusterOptions clusterOptions,
        IReadOnlyList<IConfigurationSource>? configurationOverrides,
        bool startSiloOnNewPort,
        CancellationToken cancellationToken)
    {
        var specific = TestSiloSpecificOptions.Create(this, clusterOptions, instanceNumber, startSiloOnNewPort);
        var configuration = new ConfigurationBuilder();
        foreach (var source in ConfigurationSources)
        {
            configuration.Add(source);
        }

        configuration.AddInMemoryCollection(specific.ToDictionary());
        foreach (var source in configurationOverrides ?? [])
        {
            configuration.Add(source);
        }

        Log($"Starting silo {specific.SiloName} at ports {specific.SiloPort} and {specific.GatewayPort}.");
        var handle = await _createSilo(specific.SiloName, configuration.Build(), cancellationToken);
        handle.InstanceNumber = (short)instanceNumber;
        handle.ClusterOptions = clusterOptions;
        Log($"Silo {handle.Name} has started at {handle.SiloAddress}.");
        return handle;
    }

    public Task<SiloHandle> DefaultCreateSiloAsync(string siloName, IConfiguration configuration) => DefaultCreateSiloAsync(siloName, configuration, CancellationToken.None);

    /// <summary>A silo in this process.</summary>
    public async Task<SiloHandle> DefaultCreateSiloAsync(string siloName, IConfiguration configuration, CancellationToken cancellationToken) =>
        await InProcessSiloHandle.CreateAsync(siloName, configuration, null, cancellationToken);

    public Task InitializeClientAsync() => InitializeClientAsync(CancellationToken.None);

    public async Task InitializeClientAsync(CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder();
        foreach (var source in ConfigurationSources)
        {
            configuration.Add(source);
        }

        var client = TestClusterHostFactory.CreateClusterClient("Client", configuration.Build());
        try
        {
            await client.StartAsync(cancellationToken);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        _client = client;
        Log($"The client has started.");
    }

    /// <summary>What this cluster has done so far. The silos' own logs are in files: see <see cref="TestClusterOptions.ConfigureFileLogging"/>.</summary>
    public string GetLog()
    {
        lock (_gate)
        {
            return _log.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await StopAllSilosAsync();
        PortAllocator.Dispose();
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    private async Task<SiloHandle> StartNewSiloAsync(bool onNewPort, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _lastInstanceNumber);

        // Only the initial silos have ports that are set aside for them.
        return Add(await StartSiloAsync(number, Options, null, onNewPort || number >= Options.InitialSilosCount, cancellationToken));
    }

    private SiloHandle Add(SiloHandle handle)
    {
        lock (_gate)
        {
            _silos.Add(handle);
            if (handle.InstanceNumber == 0)
            {
                Primary = handle;
            }

            return handle;
        }
    }

    private void Log(FormattableString text)
    {
        lock (_gate)
        {
            _log.AppendLine(FormattableString.Invariant($"{DateTime.UtcNow:O} {FormattableString.Invariant(text)}"));
        }
    }
}
