using Orleans.TestingHost;

namespace Orleans.Polyfill;

/// <summary>Test modes that the real package lacks. Nothing of this is active unless <see cref="UseChaos"/> is called.</summary>
public static class ChaosClusterExtensions
{
    /// <summary>
    /// Puts an unreliable network, and silos that can crash or hang, between the silos and the client of the cluster to be
    /// built. The result steers them while the cluster runs; it serves one cluster.
    /// </summary>
    public static ClusterChaos UseChaos(this InProcessTestClusterBuilder builder, ChaosOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Options.Chaos is not null)
        {
            throw new InvalidOperationException("UseChaos has been called for this cluster before: keep the result of the first call.");
        }

        return builder.Options.Chaos = new ClusterChaos(options ?? new ChaosOptions());
    }
}
