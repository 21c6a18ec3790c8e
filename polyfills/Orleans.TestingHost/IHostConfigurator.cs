using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures the hosts of a <see cref="TestCluster"/>. An instance is created for each.</summary>
public interface IHostConfigurator
{
    void Configure(IHostBuilder hostBuilder);
}
