using Microsoft.Extensions.Options;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Hosting;

/// <summary>The driver that the code of a silo's own process is, where it is not inside a task.</summary>
internal sealed class HostedDriver(RayNode node, IOptions<RayOptions> options)
{
    public Job Job { get; } = new(options.Value, isImplicit: true);

    public IRay Ray => new NodeRay(Job);

    public void Open() => Drivers.Open(Job, node);

    public void Close() => Drivers.Close(Job);
}
