using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the silos of a <see cref="TestCluster"/>. An instance is created for each.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}
