using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Scheduling;

public sealed class FairnessTests
{
    private static readonly ResourceSet OneCpu = ResourceSet.Create([new("CPU", 1)]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(0.5, 2)]
    public void Jobs_start_tasks_in_proportion_to_their_weights(double one, double other)
    {
        using var scheduler = SchedulerOf(2);
        var started = new List<SteppedWork>();
        var jobs = new[] { new JobQueue(scheduler, one), new JobQueue(scheduler, other) };
        for (var i = 0; i < 400; i++)
        {
            Submit(jobs[0], started, i);
            Submit(jobs[1], started, i);
        }

        EndInOrder(started, 198);

        var share = started.Skip(2).Take(200).Count(work => ReferenceEquals(work.Class.Queue, jobs[0]));
        Assert.InRange(share, (200 * one / (one + other)) - 3, (200 * one / (one + other)) + 3);
    }

    [Fact]
    public void A_job_that_had_nothing_to_do_does_not_save_up()
    {
        using var scheduler = SchedulerOf(1);
        var started = new List<SteppedWork>();
        var (busy, idle) = (new JobQueue(scheduler, 1), new JobQueue(scheduler, 1));
        var brief = new JobQueue(scheduler, 1);
        for (var i = 0; i < 200; i++)
        {
            Submit(busy, started, i);
            Submit(brief, started, i);
        }

        EndInOrder(started, 100);
        for (var i = 0; i < 100; i++)
        {
            Submit(idle, started, i);
        }

        EndInOrder(started, 60);
        Assert.InRange(started.Skip(101).Count(work => ReferenceEquals(work.Class.Queue, idle)), 18, 22);
    }

    [Fact]
    public void Priorities_of_one_job_take_nothing_from_another()
    {
        using var scheduler = SchedulerOf(1);
        var started = new List<SteppedWork>();
        var (eager, modest) = (new JobQueue(scheduler, 1), new JobQueue(scheduler, 1));
        for (var i = 0; i < 100; i++)
        {
            Enqueue(eager.ClassOf(OneCpu, priority: 1000), started, i);
            Submit(modest, started, i);
        }

        EndInOrder(started, 100);

        Assert.InRange(started.Count(work => ReferenceEquals(work.Class.Queue, modest)), 48, 52);
    }

    [Fact]
    public void Within_a_job_the_highest_priority_starts_first_and_equals_in_order()
    {
        using var scheduler = SchedulerOf(1);
        var started = new List<SteppedWork>();
        var job = new JobQueue(scheduler, 1);
        Submit(job, started, -1);
        int[] priorities = [0, 5, -5, 5, 0, 7, -5];
        for (var i = 0; i < priorities.Length; i++)
        {
            Enqueue(job.ClassOf(OneCpu, priorities[i]), started, i);
        }

        EndInOrder(started, priorities.Length);

        Assert.Equal([-1, 5, 1, 3, 0, 4, 2, 6], started.Select(static work => work.Number));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(8, 8)]
    [InlineData(8, 3)]
    public void A_wide_task_starts_after_a_bounded_number_of_narrow_ones(int cpus, int width)
    {
        using var scheduler = SchedulerOf(cpus);
        var started = new List<SteppedWork>();
        var job = new JobQueue(scheduler, 1);
        var next = 0;
        while (next < cpus + 5)
        {
            Submit(job, started, next++);
        }

        var wide = new SteppedWork(job.ClassOf(ResourceSet.Create([new("CPU", width)])), -1, started);
        scheduler.Enqueue(wide);
        for (var ended = 0; !started.Contains(wide); ended++)
        {
            Assert.True(ended < Reservation.Patience + (2 * cpus) + 2, $"{ended} narrow ones have ended, and the wide one still waits.");
            started[ended].End();
            Submit(job, started, next++);
        }

        Assert.False(scheduler.KeepsResources);
    }

    [Fact]
    public void What_takes_nothing_that_the_wide_one_asks_for_goes_on_meanwhile()
    {
        var time = new ManualTime();
        using var scheduler = new LocalScheduler(new ResourceLedger(ResourceSet.Create([new("CPU", 2), new("disk", 1)])), time);
        var started = new List<SteppedWork>();
        var ended = MakeWideTaskReserve(scheduler, started, out var wide);

        var other = new SteppedWork(scheduler.ClassOf(ResourceSet.Create([new("disk", 1)])), 1000, started);
        scheduler.Enqueue(other);

        Assert.Contains(other, started);
        Assert.DoesNotContain(wide, started);
        started[ended].End();
        started[ended + 1].End();
        Assert.Contains(wide, started);
    }

    [Fact]
    public void A_reservation_that_does_not_help_lapses_and_comes_again_for_longer()
    {
        var time = new ManualTime();
        using var scheduler = new LocalScheduler(new ResourceLedger(ResourceSet.Create([new("CPU", 2)])), time);
        var started = new List<SteppedWork>();
        var ended = MakeWideTaskReserve(scheduler, started, out var wide);
        started[ended++].End();
        var before = started.Count;
        Assert.True(scheduler.KeepsResources);

        // The other CPU's task never ends. One that it may be waiting for starts when the time is up.
        time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.False(scheduler.KeepsResources);
        Assert.Equal(before + 1, started.Count);
        Assert.DoesNotContain(wide, started);

        // Nobody is held up for as long again; then it is the wide one's turn for twice the time.
        time.Advance(TimeSpan.FromMilliseconds(11));
        var runs = started[^1];
        for (var i = 0; i < 2 * Reservation.Patience && !scheduler.KeepsResources; i++)
        {
            runs.End();
            runs = started[^1];
        }

        Assert.True(scheduler.KeepsResources);
        time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.True(scheduler.KeepsResources);
        time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.False(scheduler.KeepsResources);
    }

    [Fact]
    public void Nothing_is_kept_for_what_actors_leave_no_room_for()
    {
        var ledger = new ResourceLedger(ResourceSet.Create([new("CPU", 2)]));
        using var scheduler = new LocalScheduler(ledger);
        Assert.True(ledger.TryTakeCpu(ResourceSet.UnitsPerOne));
        ledger.Commit(OneCpu);
        var started = new List<SteppedWork>();
        var wide = new SteppedWork(scheduler.ClassOf(ResourceSet.Create([new("CPU", 2)])), -1, started);
        scheduler.Enqueue(wide);
        for (var i = 0; i < 100; i++)
        {
            Enqueue(scheduler.ClassOf(OneCpu), started, i);
        }

        EndInOrder(started, 99);

        Assert.Equal(Enumerable.Range(0, 100), started.Select(static work => work.Number));
        Assert.False(scheduler.KeepsResources);
    }

    [Fact]
    public void A_wide_task_that_resumes_lets_narrow_ones_pass_but_not_for_ever()
    {
        using var scheduler = SchedulerOf(3);
        Assert.True(scheduler.Ledger.TryTakeCpu(2 * ResourceSet.UnitsPerOne));
        var resumed = new List<string>();
        Resume(scheduler, 2, "wide", resumed);
        for (var i = 0; i < Reservation.Patience; i++)
        {
            Resume(scheduler, 1, "narrow", resumed);
            Assert.Equal("narrow", resumed[^1]);
            scheduler.ReleaseCpu(scheduler.Ledger, ResourceSet.UnitsPerOne);
        }

        Resume(scheduler, 1, "late", resumed);
        Assert.DoesNotContain("late", resumed);
        scheduler.ReleaseCpu(scheduler.Ledger, ResourceSet.UnitsPerOne);
        Assert.Equal("wide", resumed[^1]);
        scheduler.ReleaseCpu(scheduler.Ledger, ResourceSet.UnitsPerOne);
        Assert.Equal("late", resumed[^1]);
    }

    [Fact]
    public void Classes_in_which_nothing_waits_are_forgotten()
    {
        using var scheduler = SchedulerOf(1);
        var started = new List<SteppedWork>();
        var job = new JobQueue(scheduler, 1);
        const int Kinds = 1499;
        for (var i = 0; i < Kinds; i++)
        {
            Enqueue(job.ClassOf(ResourceSet.Create([new("CPU", (5001 + i) / 10_000.0)])), started, i);
        }

        Assert.True(scheduler.ListedCount > Kinds - 10);
        EndInOrder(started, Kinds);

        Assert.Equal(Kinds, started.Count);
        for (var i = 0; i < Kinds && scheduler.ListedCount > 16; i++)
        {
            scheduler.PumpIfWaiting();
        }

        Assert.InRange(scheduler.ListedCount, 0, 16);
        _ = job.ClassOf(ResourceSet.Create([new("CPU", 0.5)]));
        Assert.InRange(job.KnownCount, 1, 1025);
    }

    private static LocalScheduler SchedulerOf(double cpus) => new(new ResourceLedger(ResourceSet.Create([new("CPU", cpus)])), new ManualTime());

    private static void Submit(JobQueue job, List<SteppedWork> started, int number) => Enqueue(job.ClassOf(OneCpu), started, number);

    private static void Enqueue(SchedulingClass scheduling, List<SteppedWork> started, int number) =>
        scheduling.Scheduler.Enqueue(new SteppedWork(scheduling, number, started));

    private static void EndInOrder(List<SteppedWork> started, int count)
    {
        var first = started.FindIndex(static work => !work.IsAbandoned);
        for (var i = first; i < first + count; i++)
        {
            // Marked, so that the next call goes on after it.
            started[i].IsAbandoned = true;
            started[i].End();
        }
    }

    private static int MakeWideTaskReserve(LocalScheduler scheduler, List<SteppedWork> started, out SteppedWork wide)
    {
        for (var i = 0; i < 100; i++)
        {
            Enqueue(scheduler.ClassOf(OneCpu), started, i);
        }

        wide = new SteppedWork(scheduler.ClassOf(ResourceSet.Create([new("CPU", 2)])), -1, started);
        scheduler.Enqueue(wide);
        var ended = 0;
        while (!scheduler.KeepsResources)
        {
            Assert.True(ended < 50, "Nothing is kept for the wide task.");
            started[ended++].End();
        }

        return ended;
    }

    private static void Resume(LocalScheduler scheduler, int cpus, string name, List<string> resumed)
    {
        // A lease that has waited: its CPU is elsewhere.
        var units = cpus * ResourceSet.UnitsPerOne;
        scheduler.Ledger.ReturnCpu(-units);
        var lease = new CpuLease(scheduler, scheduler.Ledger, units);
        lease.BeginWait();
        lease.EndWait(new Note(() => resumed.Add(name)));
    }

    private sealed class Note(Action resume) : IResumable
    {
        public void Resume() => resume();
    }
}
