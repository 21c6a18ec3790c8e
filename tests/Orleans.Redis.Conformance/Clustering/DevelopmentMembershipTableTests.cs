using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Redis.Conformance.Shared;

namespace Orleans.Redis.Conformance.Clustering;

/// <summary>The table of a development cluster keeps the same contract as the one in Redis.</summary>
public sealed class DevelopmentMembershipTableTests : MembershipTableContract, IAsyncLifetime
{
    private IHost _silo = null!;

    public async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(Ports.Next(), Ports.Next()));
        _silo = builder.Build();
        await _silo.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _silo.StopAsync();
        _silo.Dispose();
    }

    protected override Task<IMembershipTable> OpenAsync() => Task.FromResult(_silo.Services.GetRequiredService<IMembershipTable>());
}
