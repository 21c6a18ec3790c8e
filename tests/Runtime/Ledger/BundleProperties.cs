using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Resources;

namespace Orleans.Ray.Tests.Ledger;

public sealed class BundleProperties
{
    private const int Devices = 3;
    private static readonly ResourceSet Totals = ResourceSet.Create([new("CPU", 4), new("GPU", Devices), new("disk", 3.5)]);

    /// <summary>
    /// Bundles are reserved, taken from, returned to and closed in any order, as are tasks outside of them. What is free, reserved and out always adds up to the totals, no
    /// device is in two places, and in the end all of it is back at the node.
    /// </summary>
    [Fact]
    public void Bundles_take_from_the_node_and_give_all_of_it_back()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var node = new ResourceLedger(Totals);
            var bundles = new List<(ResourceSet Demand, ResourceLedger Ledger)>();
            var closed = new List<ResourceLedger>();
            var held = new List<(ResourceSet Demand, ResourceGrant Grant)>();
            foreach (var operation in history)
            {
                Step(node, bundles, closed, held, operation);
                AssertBalanced(node, bundles, closed, held);
            }

            bundles.ForEach(bundle => bundle.Ledger.PassOn(node));
            held.ForEach(static entry => entry.Grant.Ledger.Return(entry.Demand, entry.Grant, withCpu: true));
            Assert.Equal(Totals, node.Available());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Bundles_are_reserved_all_or_none()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var node = new ResourceLedger(Totals);
            foreach (var operations in history.Chunk(3))
            {
                var demands = operations.Select(DemandOf).ToArray();
                var before = node.Available();
                var fits = before.Lacking(ResourceSet.Sum(demands)) is null;
                if (node.TryTakeAll(demands, out var grants))
                {
                    Assert.True(fits);
                    for (var i = 0; i < demands.Length; i++)
                    {
                        node.Return(demands[i], grants[i], withCpu: true);
                    }
                }

                Assert.Equal(before, node.Available());
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task Threads_that_take_from_bundles_which_are_closed_meanwhile_leave_the_totals()
    {
        var node = new ResourceLedger(Totals);
        var demand = ResourceSet.Create([new("CPU", 0.5), new("GPU", 0.5), new("disk", 0.1)]);
        var bundle = ResourceSet.Create([new("CPU", 1), new("GPU", 1), new("disk", 1)]);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 3000; i++)
                {
                    Assert.True(node.TryTake(bundle, out var reserved));
                    var ledger = new ResourceLedger(bundle, reserved, null!);
                    using var taken = new CountdownEvent(1);
                    ThreadPool.QueueUserWorkItem(_ =>
                    {
                        if (ledger.TryTake(demand, out var grant))
                        {
                            // Waits once, as a task does: its CPU goes and comes back, maybe after the ledger was closed.
                            ledger.ReturnCpu(demand.UnitsOf("CPU"));
                            var again = SpinWait.SpinUntil(() => ledger.TryTakeCpuAgain(demand.UnitsOf("CPU")), Patience.Limit);
                            ledger.Return(demand, grant, again);
                        }

                        taken.Signal();
                    });
                    ledger.PassOn(node);
                    taken.Wait();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).Soon();

        Assert.Equal(Totals, node.Available());
    }

    private static ResourceSet DemandOf(Operation operation) =>
        ResourceSet.FromUnits([new("CPU", operation.Cpu), new("GPU", operation.Gpu), new("disk", operation.Custom)]);

    private static void Step(
        ResourceLedger node,
        List<(ResourceSet Demand, ResourceLedger Ledger)> bundles,
        List<ResourceLedger> closed,
        List<(ResourceSet Demand, ResourceGrant Grant)> held,
        Operation operation)
    {
        var demand = DemandOf(operation);
        switch (operation.Index % 4)
        {
            case 0 when operation.IsTake && node.TryTake(demand, out var reserved):
                bundles.Add((demand, new ResourceLedger(demand, reserved, null!)));
                break;
            case 1 when bundles.Count > 0:
                var (_, ledger) = bundles[operation.Index % bundles.Count];
                bundles.RemoveAt(operation.Index % bundles.Count);
                ledger.PassOn(node);
                closed.Add(ledger);
                break;
            default:
                var from = bundles.Count > 0 && operation.Index % 2 == 0 ? bundles[operation.Index % bundles.Count].Ledger : node;
                if (!operation.IsTake && held.Count > 0)
                {
                    var (out1, grant) = held[operation.Index % held.Count];
                    held.RemoveAt(operation.Index % held.Count);
                    grant.Ledger.Return(out1, grant, withCpu: true);
                }
                else if (from.TryTake(demand, out var taken))
                {
                    held.Add((demand, taken));
                }

                break;
        }
    }

    private static void AssertBalanced(
        ResourceLedger node,
        List<(ResourceSet Demand, ResourceLedger Ledger)> bundles,
        List<ResourceLedger> closed,
        List<(ResourceSet Demand, ResourceGrant Grant)> held)
    {
        foreach (var ledger in closed)
        {
            Assert.Equal(ResourceSet.Empty, ledger.Available());
        }

        foreach (var name in Totals.Names)
        {
            var free = node.Available().UnitsOf(name) + bundles.Sum(bundle => bundle.Ledger.Available().UnitsOf(name));
            Assert.Equal(Totals.UnitsOf(name), free + held.Sum(entry => entry.Demand.UnitsOf(name)));
        }

        for (var device = 0; device < Devices; device++)
        {
            var used = held.Where(entry => entry.Grant.GpuIds.Contains(device)).Sum(static entry => Math.Min(entry.Demand.UnitsOf("GPU"), ResourceSet.UnitsPerOne));
            Assert.InRange(used, 0, ResourceSet.UnitsPerOne);
        }
    }
}
