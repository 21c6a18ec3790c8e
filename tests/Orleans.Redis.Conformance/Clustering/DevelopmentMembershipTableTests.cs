using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Redis.Conformance.Clustering;

/// <summary>The table of a development cluster keeps the same contract as the one in Redis.</summary>
public sealed class DevelopmentMembershipTableTests : MembershipTableContract, IAsyncLifetime
{
    private readonly TestClusterPortAllocator _ports = new();
    private IHost _silo = null!;

    public async Task InitializeAsync()
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        _silo = builder.Build();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo.StopAsync();
        _silo.Dispose();
        _ports.Dispose();
    }

    protected override Task<IMembershipTable> OpenAsync() => Task.FromResult(_silo.Services.GetRequiredService<IMembershipTable>());
}
