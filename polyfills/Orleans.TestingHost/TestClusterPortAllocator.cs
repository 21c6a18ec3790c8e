using System.Net.NetworkInformation;

namespace Orleans.TestingHost;

/// <summary>Hands out silo and gateway ports that nothing on this machine listens on, each only once in this process.</summary>
public class TestClusterPortAllocator : ITestClusterPortAllocator
{
    // Silos below 21,000 and gateways below 32,000: above begin the ports that systems give to outgoing connections.
    private const int FirstPort = 11_000;
    private const int LastPort = 21_000;
    private const int GatewayOffset = 11_000;

    private static readonly Lock Gate = new();
    private static int Next = FirstPort + Random.Shared.Next(LastPort - FirstPort);

    public (int, int) AllocateConsecutivePortPairs(int numPorts = 5)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(static endpoint => endpoint.Port).ToHashSet();
        lock (Gate)
        {
            for (var attempt = 0; attempt < LastPort - FirstPort; attempt++)
            {
                if (Next + numPorts > LastPort)
                {
                    Next = FirstPort;
                }

                var candidate = Next;
                var conflict = Enumerable.Range(candidate, numPorts).FirstOrDefault(port => taken.Contains(port) || taken.Contains(port + GatewayOffset));
                if (conflict == 0)
                {
                    Next += numPorts;
                    return (candidate, candidate + GatewayOffset);
                }

                Next = conflict + 1;
            }
        }

        throw new InvalidOperationException("No free ports were found for a test cluster.");
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
