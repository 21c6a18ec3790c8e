using Orleans.Ray.Diagnostics;
using Orleans.Ray.Placement;
using Orleans.Runtime;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Hosting;

/// <summary>Starts the node when its silo is active, and stops it before the silo lets go of its grains.</summary>
internal sealed class NodeLifecycle(RayNode node, HostedDriver driver, IGrainContextAccessor grains, RayLog log) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        // Started before the stage at which an application's startup tasks run; stopped first of all, while grains still answer.
        lifecycle.Subscribe(nameof(NodeLifecycle), ServiceLifecycleStage.BecomeActive, StartAsync);
        lifecycle.Subscribe(nameof(NodeLifecycle), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, StopAsync);
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        ExecutionScope.OfGrains = () => GrainScopes.FindCurrent(grains);
        node.Start();
        driver.Open();
        log.NodeStarted(node.Id, node.Ledger.Totals, Engine.Name);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        driver.Close();
        await node.StopAsync(cancellationToken);
    }
}
