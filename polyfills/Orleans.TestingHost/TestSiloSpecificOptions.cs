using System.Globalization;
using System.Net;

namespace Orleans.TestingHost;

/// <summary>What sets one silo of a <see cref="TestCluster"/> apart from the others.</summary>
public class TestSiloSpecificOptions
{
    public int SiloPort { get; set; }

    public int GatewayPort { get; set; }

    public string SiloName { get; set; } = string.Empty;

    public IPEndPoint? PrimarySiloEndPoint { get; set; }

    public static TestSiloSpecificOptions Create(TestCluster testCluster, TestClusterOptions testClusterOptions, int instanceNumber, bool assignNewPort = false)
    {
        ArgumentNullException.ThrowIfNull(testCluster);
        ArgumentNullException.ThrowIfNull(testClusterOptions);
        var (siloPort, gatewayPort) = assignNewPort
            ? testCluster.PortAllocator.AllocateConsecutivePortPairs(1)
            : (testClusterOptions.BaseSiloPort + instanceNumber, testClusterOptions.BaseGatewayPort + instanceNumber);
        return new TestSiloSpecificOptions
        {
            SiloPort = siloPort,
            GatewayPort = instanceNumber == 0 || testClusterOptions.GatewayPerSilo ? gatewayPort : 0,
            SiloName = instanceNumber == 0 ? "Primary" : string.Create(CultureInfo.InvariantCulture, $"Secondary_{instanceNumber}"),
            PrimarySiloEndPoint = testClusterOptions.UseTestClusterMembership ? new IPEndPoint(IPAddress.Loopback, testClusterOptions.BaseSiloPort) : null,
        };
    }

    public Dictionary<string, string?> ToDictionary() => new()
    {
        [nameof(SiloPort)] = SiloPort.ToString(CultureInfo.InvariantCulture),
        [nameof(GatewayPort)] = GatewayPort.ToString(CultureInfo.InvariantCulture),
        [nameof(SiloName)] = SiloName,
        [nameof(PrimarySiloEndPoint)] = PrimarySiloEndPoint?.ToString(),
    };
}
