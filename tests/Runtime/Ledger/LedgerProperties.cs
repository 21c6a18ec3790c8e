using FsCheck;
using FsCheck.Fluent;
using Orleans.Ray.Resources;

namespace Orleans.Ray.Tests.Ledger;

public sealed class LedgerProperties
{
    private const int Devices = 3;
    private const int CpuUnits = 40_000;
    private const int CustomUnits = 35_000;

    private static readonly ResourceSet Totals = ResourceSet.Create([new("CPU", 4), new("GPU", Devices), new("disk", 3.5)]);

    [Fact]
    public void Nothing_is_given_out_twice_and_all_of_it_returns()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var ledger = new ResourceLedger(Totals);
            var held = new List<(ResourceSet Demand, ResourceGrant? Grant)>();
            foreach (var operation in history)
            {
                Step(ledger, held, operation);
                AssertBalanced(ledger, held);
            }

            foreach (var (demand, grant) in held)
            {
                ledger.Return(demand, grant, withCpu: true);
            }

            Assert.Equal(Totals, ledger.Available());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void What_is_refused_takes_nothing()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var ledger = new ResourceLedger(Totals);
            var held = new List<(ResourceSet Demand, ResourceGrant? Grant)>();
            foreach (var operation in history)
            {
                var before = ledger.Available();
                var count = held.Count;
                Step(ledger, held, operation);
                if (operation.IsTake && held.Count == count)
                {
                    Assert.Equal(before, ledger.Available());
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void What_fits_is_granted_where_no_gpu_is_asked_for()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var ledger = new ResourceLedger(Totals);
            var held = new List<(ResourceSet Demand, ResourceGrant? Grant)>();
            foreach (var operation in history.Select(static operation => operation with { Gpu = 0 }))
            {
                var free = ledger.Available();
                var count = held.Count;
                Step(ledger, held, operation);
                if (operation.IsTake)
                {
                    var fits = operation.Cpu <= free.UnitsOf("CPU") && operation.Custom <= free.UnitsOf("disk");
                    Assert.Equal(fits, held.Count == count + 1);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_fraction_never_splits_a_device_that_is_held_whole()
    {
        Prop.ForAll(Histories.Arbitrary, static history =>
        {
            var ledger = new ResourceLedger(Totals);
            var held = new List<(ResourceSet Demand, ResourceGrant? Grant)>();
            foreach (var operation in history.Select(static operation => operation with { Cpu = 0, Custom = 0 }))
            {
                Step(ledger, held, operation);
                foreach (var (demand, grant) in held.Where(static entry => entry.Grant?.GpuIds.Count > 0))
                {
                    var whole = demand.UnitsOf("GPU") >= 10_000;
                    Assert.Equal(whole ? demand.UnitsOf("GPU") / 10_000 : 1, grant!.GpuIds.Count);
                    Assert.Equal(grant.GpuIds.Count, grant.GpuIds.Distinct().Count());
                    Assert.All(grant.GpuIds, device => Assert.InRange(device, 0, Devices - 1));
                    if (whole)
                    {
                        Assert.All(grant.GpuIds, device => Assert.Single(held, entry => entry.Grant?.GpuIds.Contains(device) == true));
                    }
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public async Task Threads_that_take_and_return_leave_the_totals()
    {
        var ledger = new ResourceLedger(Totals);
        var demands = new[]
        {
            ResourceSet.Create([new("CPU", 1)]),
            ResourceSet.Create([new("CPU", 0.5), new("GPU", 0.5)]),
            ResourceSet.Create([new("GPU", 2), new("disk", 1.5)]),
            ResourceSet.Create([new("CPU", 3), new("disk", 0.1)]),
        };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 20_000; i++)
                {
                    var demand = demands[(i + thread) % demands.Length];
                    if (ledger.TryTake(demand, out var grant))
                    {
                        Assert.True(ledger.FreeCpuUnits >= 0);
                        ledger.Return(demand, grant, withCpu: true);
                    }

                    if (ledger.TryTakeCpu(5_000))
                    {
                        ledger.ReturnCpu(5_000);
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).Soon();

        Assert.Equal(Totals, ledger.Available());
    }

    private static void Step(ResourceLedger ledger, List<(ResourceSet Demand, ResourceGrant? Grant)> held, Operation operation)
    {
        if (operation.IsTake)
        {
            var demand = ResourceSet.FromUnits([new("CPU", operation.Cpu), new("GPU", operation.Gpu), new("disk", operation.Custom)]);
            if (ledger.TryTake(demand, out var grant))
            {
                held.Add((demand, grant));
            }
        }
        else if (held.Count > 0)
        {
            var index = operation.Index % held.Count;
            ledger.Return(held[index].Demand, held[index].Grant, withCpu: true);
            held.RemoveAt(index);
        }
    }

    private static void AssertBalanced(ResourceLedger ledger, List<(ResourceSet Demand, ResourceGrant? Grant)> held)
    {
        var free = ledger.Available();
        Assert.Equal(CpuUnits, free.UnitsOf("CPU") + held.Sum(static entry => entry.Demand.UnitsOf("CPU")));
        Assert.Equal(CustomUnits, free.UnitsOf("disk") + held.Sum(static entry => entry.Demand.UnitsOf("disk")));
        Assert.Equal(Devices * 10_000, free.UnitsOf("GPU") + held.Sum(static entry => entry.Demand.UnitsOf("GPU")));
        for (var device = 0; device < Devices; device++)
        {
            var used = held.Where(entry => entry.Grant?.GpuIds.Contains(device) == true).Sum(static entry => Math.Min(entry.Demand.UnitsOf("GPU"), 10_000));
            Assert.InRange(used, 0, 10_000);
        }
    }
}
