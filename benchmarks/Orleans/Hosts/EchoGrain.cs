using Orleans.Runtime;

namespace OrleansBenchmark.Hosts;

/// <summary>As little as a grain can do.</summary>
public sealed class EchoGrain : IGrainBase, IEchoGrain
{
    public EchoGrain(IGrainContext context) => GrainContext = context;

    public IGrainContext GrainContext { get; }

    public Task<int> Next(int value) => Task.FromResult(value + 1);
}
