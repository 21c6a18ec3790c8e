using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>The network as one node's connections see it.</summary>
internal sealed class NodeFaults(ChaosNetwork network, ChaosNode node) : IFrameFaults
{
    public void OnArrival(SiloAddress? from, ReadOnlyMemory<byte> frame, Action<ReadOnlyMemory<byte>> deliver) =>
        network.Send(new ChaosFrame(network.Find(from), node, frame, deliver));
}
