using System.Runtime.CompilerServices;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tests.Scheduling;

public sealed class ReservationTimerTests
{
    private static readonly AsyncLocal<object?> Flowing = new();

    [Fact]
    public async Task The_timer_of_reservations_does_not_keep_what_flowed_to_the_code_that_made_the_first_of_them()
    {
        using var scheduler = new LocalScheduler(new ResourceLedger(ResourceSet.Create([new("CPU", 2)])), new StandingClock());

        var flowed = ReserveInAnotherFlow(scheduler);

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            return !flowed.IsAlive;
        });
        GC.KeepAlive(scheduler);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference ReserveInAnotherFlow(LocalScheduler scheduler)
    {
        WeakReference? flowed = null;
        var thread = new Thread(() =>
        {
            Flowing.Value = new object();
            flowed = new WeakReference(Flowing.Value);
            Reserve(scheduler);
        });
        thread.Start();
        thread.Join();
        return flowed!;
    }

    /// <summary>Narrow work passes over what asks for both CPUs, until these are kept for that.</summary>
    private static void Reserve(LocalScheduler scheduler)
    {
        var started = new List<SteppedWork>();
        var narrow = scheduler.ClassOf(ResourceSet.Create([new("CPU", 1)]));
        scheduler.Enqueue(new SteppedWork(narrow, 0, started));
        scheduler.Enqueue(new SteppedWork(scheduler.ClassOf(ResourceSet.Create([new("CPU", 2)])), 1, started));
        for (var i = 2; !scheduler.KeepsResources; i++)
        {
            Assert.InRange(i, 2, 100);
            scheduler.Enqueue(new SteppedWork(narrow, i, started));
            started[0].End();
            started.RemoveAt(0);
        }
    }

    /// <summary>The system's timers, and a time that does not pass: no reservation lapses.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
