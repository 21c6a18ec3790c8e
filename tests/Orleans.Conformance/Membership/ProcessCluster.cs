using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Processes;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Membership;

/// <summary>A primary silo in this process, and one in a process of its own; each test adds its victim.</summary>
public sealed class ProcessCluster : IAsyncLifetime
{
    private readonly TestClusterPortAllocator _ports = new();
    private readonly IHost _primary;
    private readonly int _primaryPort;
    private SiloProcess? _other;

    public ProcessCluster()
    {
        (_primaryPort, var gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(_primaryPort, gatewayPort)
            .Configure<Configuration.ClusterMembershipOptions>(FastDetection.Configure)

            // Should a busy machine keep this process from answering, its tests must not end with the silo.
            .ConfigureServices(static services => services.AddSingleton<IFatalErrorHandler, FatalErrors>()));
        _primary = builder.Build();
    }

    public IGrainFactory Grains => _primary.Services.GetRequiredService<IGrainFactory>();

    public ISiloStatusOracle Oracle => _primary.Services.GetRequiredService<ISiloStatusOracle>();

    /// <summary>The silo that stays.</summary>
    public SiloAddress Other => _other!.Address;

    private IClusterMembershipService Membership => _primary.Services.GetRequiredService<IClusterMembershipService>();

    public async Task InitializeAsync()
    {
        await _primary.StartAsync();
        _other = await StartSiloAsync();
    }

    public async Task DisposeAsync()
    {
        if (_other is not null)
        {
            await _other.DisposeAsync();
        }

        await _primary.StopAsync();
        _primary.Dispose();
        _ports.Dispose();
    }

    internal async Task<SiloProcess> StartSiloAsync()
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var silo = await SiloProcess.StartAsync(siloPort, gatewayPort, _primaryPort);
        silo.Address = await WaitForActiveAsync(siloPort);
        return silo;
    }

    private async Task<SiloAddress> WaitForActiveAsync(int siloPort)
    {
        await foreach (var snapshot in Membership.MembershipUpdates)
        {
            var silo = snapshot.Members.Values.FirstOrDefault(member => member.Status == SiloStatus.Active && member.SiloAddress.Endpoint.Port == siloPort);
            if (silo is not null)
            {
                return silo.SiloAddress;
            }
        }

        throw new InvalidOperationException("The membership has ended.");
    }

    public async Task WaitForDeadAsync(SiloAddress silo, TimeSpan limit)
    {
        using var expiry = new CancellationTokenSource(limit);
        await foreach (var snapshot in Membership.MembershipUpdates.WithCancellation(expiry.Token))
        {
            if (snapshot.GetSiloStatus(silo) == SiloStatus.Dead)
            {
                return;
            }
        }
    }

    /// <summary>When the vote was cast that made a silo dead.</summary>
    public async Task<DateTime> LastVoteAsync(SiloAddress silo)
    {
        var rows = await Grains.GetGrain<IManagementGrain>(0).GetDetailedHosts();
        return rows.Single(row => row.SiloAddress.Equals(silo)).SuspectTimes!.Max(static vote => vote.Item2);
    }

    /// <summary>A new grain on this silo.</summary>
    public async Task<IProcessGrain> GrainOnAsync(SiloAddress silo)
    {
        var grain = Grains.GetGrain<IProcessGrain>(Names.New());
        await Placed.On(silo, async () => Assert.Equal(silo, await grain.Where()));
        return grain;
    }
}
