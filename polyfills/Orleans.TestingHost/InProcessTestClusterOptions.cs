using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Orleans.Polyfill;

namespace Orleans.TestingHost;

public sealed class InProcessTestClusterOptions
{
    public string ClusterId { get; set; } = string.Empty;

    public string ServiceId { get; set; } = string.Empty;

    /// <summary>The silos' distributed directory, which loses no registration, is used whatever this says.</summary>
    [Experimental("ORLEANSEXP003")]
    public bool UseDistributedGrainDirectory { get; set; }

    /// <summary>All silos of this process share what is measured here, whichever this says.</summary>
    public bool UseRealEnvironmentStatistics { get; set; }

    public bool InitializeClientOnDeploy { get; set; }

    public short InitialSilosCount { get; set; }

    /// <summary>Whether each silo and client writes its log to a file of its own below <c>logs</c> in the current directory.</summary>
    public bool ConfigureFileLogging { get; set; }

    /// <summary>Has no effect, as in the package: see <see cref="Orleans.Configuration.SiloMessagingOptions.AssumeHomogenousSilosForTesting"/>.</summary>
    public bool AssumeHomogenousSilosForTesting { get; set; }

    public bool GatewayPerSilo { get; set; } = true;

    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];

    internal ClusterChaos? Chaos { get; set; }
}
