using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Scheduling;

/// <summary>What the scheduler can list: it keeps no table, and must miss nothing that stands still.</summary>
public sealed class ListingTests
{
    [Fact]
    public async Task What_waits_and_what_runs_is_listed_until_it_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var scheduler = Ray.CurrentScope.Node.Scheduler;
        var blocked = Gated.Remote.Pass(gate.Id, 0);
        var suspended = Gated.Remote.PassAsync(gate.Id, 1);
        await gate.ArrivalsAsync(2);
        var queued = Enumerable.Range(2, 3).Select(i => Gated.Remote.Pass(gate.Id, i)).ToArray();

        await WaitForCondition.HoldsAsync(() => scheduler.Running().Count() == 2);
        Assert.Equal(2, scheduler.Running().Select(static entry => ((IInvocation)entry.Work).Node).Count());
        Assert.Contains(scheduler.Running(), static entry => entry.Work.Describe().Contains("Gated.PassAsync", StringComparison.Ordinal));
        Assert.Equal(3, scheduler.Queued().Count());
        gate.Open();

        Assert.Equal((int[])[2, 3, 4], await queued.Soon());
        Assert.Equal(0, await blocked.Soon());
        Assert.Equal(1, await suspended.Soon());
        await WaitForCondition.HoldsAsync(() => !scheduler.Running().Any());
        Assert.Empty(scheduler.Queued());
    }
}
