using System.Collections.ObjectModel;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>Silos and a client in this process, connected in memory, with a membership table that they share.</summary>
public sealed partial class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<InProcessSiloHandle> _silos = [];
    private readonly InMemoryMembershipTable _table = new();
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

    public async Task DeployAsync()
    {
        await StartSilosAsync(Options.InitialSilosCount);
        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
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

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync() => (await StartSilosAsync(1))[0];

    public async Task<List<InProcessSiloHandle>> StartSilosAsync(int silosToStart)
    {
        var handles = await Task.WhenAll(Enumerable.Range(0, silosToStart).Select(async _ =>
        {
            var number = Interlocked.Increment(ref _lastInstanceNumber);
            return await StartSiloAsync(number);
        }));
        return [.. handles];
    }

    public async Task<InProcessSiloHandle> CreateSiloAsync(InProcessTestSiloSpecificOptions siloOptions)
    {
        // Every host scans, emits and starts threads of its own: none of that should hold up the caller's thread.
        var host = await Task.Run(async () =>
        {
            var builder = CreateHostBuilder();
            builder.UseOrleans(silo => ConfigureSilo(siloOptions, silo));
            foreach (var configure in Options.SiloHostConfigurationDelegates)
            {
                configure(siloOptions, builder);
            }

            var host = builder.Build();
            await host.StartAsync();
            return host;
        });
        return InProcessSiloHandle.For(host, (short)Math.Max(0, InstanceNumberOf(siloOptions.SiloName)));
    }

    public async Task InitializeClientAsync()
    {
        var builder = CreateHostBuilder();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(ConfigureCluster);
            client.Services.AddSingleton<ITransport, InProcessTransport>();
            client.Services.AddSingleton<IMembershipTable>(_table);
            client.Services.AddSingleton<IGatewayListProvider, MembershipGatewayListProvider>();
        });
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        _client = builder.Build();
        await _client.StartAsync();
    }

    public Task StopSiloAsync(InProcessSiloHandle instance) => RemoveAsync(instance, stopGracefully: true);

    public Task KillSiloAsync(InProcessSiloHandle instance) => RemoveAsync(instance, stopGracefully: false);

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await StopSiloAsync(instance);
        return await StartSiloAsync(instance.InstanceNumber);
    }

    public Task<InProcessSiloHandle> RestartStoppedSecondarySiloAsync(string siloName) => StartSiloAsync(InstanceNumberOf(siloName));

    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    public Task StopClusterClientAsync() => CloseClientAsync(CancellationToken.None);

    public Task KillClientAsync() => CloseClientAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await CloseClientAsync(CancellationToken.None);
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }

        PortAllocator.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static HostApplicationBuilder CreateHostBuilder() =>
        Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development, DisableDefaults = true });

    private static int InstanceNumberOf(string siloName) =>
        siloName.LastIndexOf('_') is var separator and >= 0 && int.TryParse(siloName.AsSpan(separator + 1), out var number) ? number : -1;

    private async Task<InProcessSiloHandle> StartSiloAsync(int instanceNumber)
    {
        var handle = await CreateSiloAsync(InProcessTestSiloSpecificOptions.Create(this, Options, instanceNumber));
        lock (_gate)
        {
            _silos.Add(handle);
        }

        return handle;
    }

    private async Task RemoveAsync(InProcessSiloHandle instance, bool stopGracefully)
    {
        ArgumentNullException.ThrowIfNull(instance);
        await instance.StopSiloAsync(stopGracefully);
        await instance.DisposeAsync();
        lock (_gate)
        {
            _silos.Remove(instance);
        }
    }

    private async Task CloseClientAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _client, null) is { } client)
        {
            await client.StopAsync(cancellationToken);
            client.Dispose();
        }
    }

    private void ConfigureSilo(InProcessTestSiloSpecificOptions siloOptions, ISiloBuilder silo)
    {
        silo.Configure<ClusterOptions>(ConfigureCluster);
        silo.Configure<SiloOptions>(options => options.SiloName = siloOptions.SiloName);
        silo.ConfigureEndpoints(IPAddress.Loopback, siloOptions.SiloPort, siloOptions.GatewayPort);
        silo.Services.AddSingleton<ITransport, InProcessTransport>();
        silo.Services.AddSingleton<IMembershipTable>(_table);
    }

    private void ConfigureCluster(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }
}
