using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Methods;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Conformance.Contracts;

/// <summary>What silos and clients say at their start of types in grain interfaces that cannot be sent.</summary>
public sealed class AnalysisTests : IDisposable
{
    private readonly TestClusterPortAllocator _ports = new();

    [Fact]
    public async Task A_silo_in_development_does_not_start_and_names_the_type()
    {
        using var host = Silo(Environments.Development, analysis: null);

        var exception = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync());

        Assert.Contains(nameof(Unmarked), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IUnsendable), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_in_development_does_not_start_either()
    {
        var builder = Builder(Environments.Development);
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(_ports.AllocateConsecutivePortPairs(1).Item2);
            Configure(client.Services, analysis: null);
        });
        using var host = builder.Build();

        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync().Soon());
    }

    [Fact]
    public async Task Elsewhere_nobody_looks_unless_asked_to()
    {
        using var silent = Silo(Environments.Production, analysis: null);
        using var asked = Silo(Environments.Production, analysis: true);

        await silent.StartAsync();
        await silent.StopAsync();
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => asked.StartAsync());
    }

    [Fact]
    public async Task In_development_it_can_be_switched_off()
    {
        using var host = Silo(Environments.Development, analysis: false);

        await host.StartAsync();
        await host.StopAsync();
    }

    public void Dispose() => _ports.Dispose();

    private static HostApplicationBuilder Builder(string environment) =>
        Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = environment });

    private static void Configure(IServiceCollection services, bool? analysis) => services.AddSerializer(serializer => serializer.Configure(types =>
    {
        types.Interfaces.Add(typeof(IUnsendable));
        types.EnableConfigurationAnalysis = analysis;
    }));

    private IHost Silo(string environment, bool? analysis)
    {
        var builder = Builder(environment);
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            Configure(silo.Services, analysis);
        });
        return builder.Build();
    }
}
