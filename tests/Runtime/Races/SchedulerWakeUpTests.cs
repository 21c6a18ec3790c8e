using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tests.Races;

/// <summary>Work that is queued while the scheduler looks elsewhere still starts.</summary>
public sealed class SchedulerWakeUpTests
{
    private const long OneCpu = ResourceSet.UnitsPerOne;

    [Fact]
    public async Task Work_queued_in_an_earlier_class_while_abandoned_work_of_a_later_one_has_the_cpu_starts()
    {
        var ledger = new ResourceLedger(ResourceSet.Create([new("CPU", 1)]));
        var scheduler = new LocalScheduler(ledger);
        var earlier = scheduler.ClassOf(ResourceSet.Create([new("CPU", 1)]));
        var later = earlier.AtDepth(1);
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new ScriptedWork(earlier, () => false, ran.SetResult);
        Assert.True(ledger.TryTakeCpu(OneCpu));
        scheduler.Enqueue(new ScriptedWork(later, () => QueueOnAnotherThread(scheduler, late), () => Assert.Fail("Abandoned work ran.")));

        scheduler.ReleaseCpu(ledger, OneCpu);

        await ran.Task.Soon();
        await WaitForCondition.HoldsAsync(() => ledger.FreeCpuUnits == OneCpu);
        Assert.Equal(0, scheduler.QueueLength);
    }

    private static bool QueueOnAnotherThread(LocalScheduler scheduler, ScriptedWork work)
    {
        var thread = new Thread(() => scheduler.Enqueue(work));
        thread.Start();
        thread.Join();
        return true;
    }
}
