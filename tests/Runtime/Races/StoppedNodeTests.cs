using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Races;

/// <summary>What comes to a node while it stops ends with it.</summary>
public sealed class StoppedNodeTests
{
    [Fact]
    public async Task A_task_that_starts_as_its_node_stops_is_told_and_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        for (var round = 0; round < 100; round++)
        {
            using var gate = new Gate();
            var node = new NodeWithClock(1);

            // Nobody opens its gate: it leaves by its token.
            var task = Gated.Remote.PassUnlessCancelled(gate.Id);
            await node.DisposeAsync();

            await Assert.ThrowsAsync<NodeDiedException>(() => task.Soon());
        }
    }

    [Fact]
    public async Task A_placement_group_that_is_created_as_its_node_stops_is_removed()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        IExecutionScope scope;
        await using (new NodeWithClock(1))
        {
            scope = Ray.CurrentScope;
        }

        var group = scope.Node.PlacementGroups.Create(scope, [new Dictionary<string, double> { ["CPU"] = 1 }], PlacementStrategy.Pack, null, PlacementGroupLifetime.NonDetached, null, null);

        Assert.Equal(GroupPhase.Removed, group.Phase);
        await group.SettledAsync().Soon();
        Assert.Equal(scope.Node.Ledger.Totals, scope.Node.Ledger.Available());
    }
}
