using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

public static class TestClusterExtensions
{
    /// <summary>The configuration that the cluster gave this silo or client.</summary>
    public static IConfiguration GetConfiguration(this IHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Properties.TryGetValue(nameof(IConfiguration), out var value) && value is IConfiguration configuration
            ? configuration
            : throw new InvalidOperationException("This host builder is not one of a test cluster: it has no test configuration.");
    }

    public static string? GetConfigurationValue(this IHostBuilder hostBuilder, string key) => hostBuilder.GetConfiguration()[key];

    public static TestClusterOptions GetTestClusterOptions(this IHostBuilder hostBuilder) => hostBuilder.GetConfiguration().GetTestClusterOptions();

    public static TestClusterOptions GetTestClusterOptions(this IConfiguration config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var result = new TestClusterOptions();
        config.Bind(result);
        return result;
    }
}
