using System.Collections.ObjectModel;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.TestingHost.Logging;

namespace Orleans.TestingHost;

/// <summary>Silos and a client in this process, connected in memory, with a membership table that they share.</summary>
public sealed partial class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly InMemoryMembershipTable _table = new();
    private readonly StringBuilder _log = new();
    private IHost? _client;
    private int _lastInstanceNumber = -1;
    private bool _isDisposed;

    public InProcessTestCluster(InProcessTestClusterOptions options, ITestClusterPortAllocator portAllocator)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(portAllocator);
        Options = options;
        PortAllocator = portAllocator;
    }

    public InProcessTestClusterOptions Options { get; }

    public ITestClusterPortAllocator PortAllocator { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos
    {
        get
        {
            lock (_gate)
            {
                return _silos.ToArray().AsReadOnly();
            }
        }
    }

    public IClusterClient Client =>
        _client?.Services.GetRequiredService<IClusterClient>() ?? throw new InvalidOperationException("The client of this cluster has not been started.");

    public Task DeployAsync() => DeployAsync(CancellationToken.None);

    public async Task DeployAsync(CancellationToken cancellationToken)
    {
        await StartSilosAsync(Options.InitialSilosCount, cancellationToken);
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync(cancellationToken);
        }
    }

    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(static silo => silo.IsActive);

    public InProcessSiloHandle? GetSiloForAddress(SiloAddress siloAddress) => GetActiveSilos().FirstOrDefault(silo => silo.SiloAddress.Equals(siloAddress));

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
    {
        if (silo is null)
        {
            return GetActiveSilos().First().ServiceProvider;
        }

        return GetSiloForAddress(silo)?.ServiceProvider ?? throw new ArgumentException($"Silo {silo} is not active in this cluster.", nameof(silo));
    }

    public InProcessSiloHandle StartAdditionalSilo() => StartAdditionalSiloAsync().GetAwaiter().GetResult();

    [Obsolete("Every additional silo is started on new ports: use StartAdditionalSilo without an argument.")]
    public InProcessSiloHandle StartAdditionalSilo(bool startAdditionalSiloOnNewPort) => StartAdditionalSilo();

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    /// <summary>Every additional silo is started on new ports, whatever the argument says.</summary>
    public Task<InProcessSiloHandle> StartAdditionalSiloAsync(bool startAdditionalSiloOnNewPort) => StartAdditionalSiloAsync();

    [Obsolete("Silos are always started on new ports: use StartSilosAsync without the second argument.")]
    public Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart, bool startAdditionalSiloOnNewPort) => StartSilosAsync(silosToStart);

    public Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart) => StartSilosAsync(silosToStart, CancellationToken.None);

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart, CancellationToken cancellationToken)
    {
        var handles = await Task.WhenAll(Enumerable.Range(0, silosToStart).Select(_ => StartSiloAsync(Interlocked.Increment(ref _lastInstanceNumber), cancellationToken)));
        return [.. handles];
    }

    public Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions) => CreateSiloAsync(siloOptions, CancellationToken.None);

    /// <summary>Starts a silo, which the caller keeps: it does not become one of <see cref="Silos"/>.</summary>
    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(siloOptions);
        Log($"Starting silo {siloOptions.SiloName} at ports {siloOptions.SiloPort} and {siloOptions.GatewayPort}.");

        // Every host scans, emits and starts threads of its own: none of that should hold up the caller's thread.
        var host = await Task.Run(() => InProcessSiloHandle.StartAsync(() => BuildSilo(siloOptions), cancellationToken), cancellationToken);
        var handle = InProcessSiloHandle.For(host, (short)Math.Max(0, InstanceNumberOf(siloOptions.SiloName)));
        Log($"Silo {handle.Name} has started at {handle.SiloAddress}.");
        return handle;
    }

    public Task InitializeClientAsync() => InitializeClientAsync(CancellationToken.None);

    public async Task InitializeClientAsync(CancellationToken cancellationToken)
    {
        var builder = CreateHostBuilder("Client");
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(ConfigureCluster);
            TestTransports.Use(client.Services, ConnectionTransportType.InMemory);
            client.Services.AddSingleton<IMembershipTable>(_table);
            client.Services.AddSingleton<IGatewayListProvider, MembershipGatewayListProvider>();
        });
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        Options.Chaos?.AddToClient(builder.Services);
        _client = await InProcessSiloHandle.StartAsync(builder.Build, cancellationToken);
        Log($"The client has started.");
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => StopSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops it in order: its grains are told, and the silo leaves <see cref="Silos"/>.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance, CancellationToken cancellationToken) => RemoveAsync(instance, stopGracefully: true, cancellationToken);

    public Task KillSiloAsync(InProcessSiloHandle instance) => KillSiloAsync(instance, CancellationToken.None);

    /// <summary>Stops it with a token that is cancelled already: its grains are not told, but the cluster is. This is no crash.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance, CancellationToken cancellationToken) => RemoveAsync(instance, stopGracefully: false, cancellationToken);

    /// <summary>Stops it in order and starts one of the same name on new ports.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.InstanceNumber, CancellationToken.None);
    }

    public Task<InProcessSiloHandle> RestartStoppedSecondarySiloAsync(string siloName) => InstanceNumberOf(siloName) is var number and >= 0
        ? StartSiloAsync(number, CancellationToken.None)
        : throw new ArgumentException($"'{siloName}' is not the name of a silo of this cluster: those are Silo_0, Silo_1 and so on.", nameof(siloName));

    public Task StopSilosAsync() => StopSilosAsync(CancellationToken.None);

    public async Task StopSilosAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo, cancellationToken);
        }
    }

    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    public Task StopAllSilosAsync() => StopAllSilosAsync(CancellationToken.None);

    public async Task StopAllSilosAsync(CancellationToken cancellationToken)
    {
        await StopClusterClientAsync(cancellationToken);
        await StopSilosAsync(cancellationToken);
    }

    public Task StopClusterClientAsync() => StopClusterClientAsync(CancellationToken.None);

    public async Task StopClusterClientAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _client, null) is { } client)
        {
            await client.StopAsync(cancellationToken);
            client.Dispose();
        }
    }

    public Task KillClientAsync() => StopClusterClientAsync(new CancellationToken(canceled: true));

    /// <summary>What this cluster has done so far. The silos' own logs are in files: see <see cref="InProcessTestClusterOptions.ConfigureFileLogging"/>.</summary>
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
        Options.Chaos?.End();
        await StopAllSilosAsync();
        if (Options.Chaos is { } chaos)
        {
            await chaos.BuryAsync();
        }

        PortAllocator.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>A crashed silo belongs to the cluster no longer.</summary>
    internal void Forget(InProcessSiloHandle instance)
    {
        instance.Abandon();
        lock (_gate)
        {
            _silos.Remove(instance);
        }
    }

    internal void Log(FormattableString text)
    {
        lock (_gate)
        {
            _log.AppendLine(FormattableString.Invariant($"{DateTime.UtcNow:O} {FormattableString.Invariant(text)}"));
        }
    }

    private static int InstanceNumberOf(string siloName) =>
        siloName.LastIndexOf('_') is var separator and >= 0 && int.TryParse(siloName.AsSpan(separator + 1), out var number) ? number : -1;

    private HostApplicationBuilder CreateHostBuilder(string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development, DisableDefaults = true });
        if (Options.ConfigureFileLogging)
        {
            LogFile.AddTo(builder.Logging, Options.ClusterId, name);
        }

        return builder;
    }

    private IHost BuildSilo(InProcessTestSiloSpecificOptions siloOptions)
    {
        var builder = CreateHostBuilder(siloOptions.SiloName);
        builder.UseOrleans(silo => ConfigureSilo(siloOptions, silo));
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(siloOptions, builder);
        }

        Options.Chaos?.AddToSilo(this, builder.Services, siloOptions.SiloName);
        return builder.Build();
    }

    private async Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber, CancellationToken cancellationToken)
    {
        var handle = await CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, Options, instanceNumber), cancellationToken);
        lock (_gate)
        {
            _silos.Add(handle);
        }

        return handle;
    }

    private async Task RemoveAsync(InProcessSiloHandle instance, bool stopGracefully, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        Log($"Stopping silo {instance.Name} at {instance.SiloAddress}, {(stopGracefully ? "in order" : "at once")}.");
        await instance.StopSiloAsync(stopGracefully, cancellationToken);
        await instance.DisposeAsync();
        lock (_gate)
        {
            _silos.Remove(instance);
        }
    }

    private void ConfigureSilo(InProcessTestSiloSpecificOptions siloOptions, ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(ConfigureCluster);
        silo.Configure<SiloOptions>(options => options.SiloName = siloOptions.SiloName);
        silo.ConfigureEndpoints(IPAddress.Loopback, siloOptions.SiloPort, siloOptions.GatewayPort);
        TestTransports.Use(silo.Services, ConnectionTransportType.InMemory);
        silo.Services.AddSingleton<IMembershipTable>(_table);

        // As the real one's test directories do, it survives what the tests do to the silos.
#pragma warning disable ORLEANSEXP003
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private void ConfigureCluster(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }
}
