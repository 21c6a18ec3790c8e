using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Tests.Scheduling;

/// <summary>A scheduler beside a plain account of what it has been given and what it has started, compared after every step.</summary>
internal sealed class SchedulerModel : IDisposable
{
    private const int Cpus = 3;

    private readonly List<SteppedWork> _started = [];
    private readonly List<SteppedWork> _waiting = [];
    private readonly List<SteppedWork> _running = [];
    private readonly List<(SteppedWork Work, CpuLease Lease)> _awaiting = [];
    private readonly List<(SteppedWork Work, CpuLease Lease, Resumed Resumed)> _resuming = [];
    private readonly SchedulingClass[] _classes;
    private int _numbers;

    public SchedulerModel()
    {
        Ledger = new ResourceLedger(ResourceSet.Create([new("CPU", Cpus), new("tpu", 2)]));
        Scheduler = new LocalScheduler(Ledger, new ManualTime());
        var jobs = new[] { new JobQueue(Scheduler, 1), new JobQueue(Scheduler, 3) };
        _classes =
        [
            .. jobs.SelectMany(static job => new[]
            {
                job.ClassOf(Cpu(1)),
                job.ClassOf(Cpu(1)).AtDepth(1),
                job.ClassOf(Cpu(1), priority: 2),
                job.ClassOf(Cpu(2)),
                job.ClassOf(Cpu(2), priority: -1),
                job.ClassOf(Cpu(0.5)),
                job.ClassOf(ResourceSet.Create([new("CPU", 1), new("tpu", 1)])),
                job.ClassOf(ResourceSet.Empty),
            }),
        ];
    }

    public ResourceLedger Ledger { get; }

    public LocalScheduler Scheduler { get; }

    public void Dispose() => Scheduler.Dispose();

    public void Step(SchedulerStep step)
    {
        var waitingBefore = _waiting.ToArray();
        switch (step.Kind)
        {
            case 0:
            case 1:
                var work = new SteppedWork(_classes[step.Index % _classes.Length], _numbers++, _started);
                _waiting.Add(work);
                Scheduler.Enqueue(work);
                break;
            case 2 when _running.Count > 0:
                var ended = Take(_running, step.Index);
                ended.End();
                break;
            case 3 when _waiting.Count > 0:
                _waiting[step.Index % _waiting.Count].IsAbandoned = true;
                break;
            case 4 when _running.Exists(static work => work.Class.CpuUnits > 0):
                var waits = _running.Where(static work => work.Class.CpuUnits > 0).ElementAt(step.Index % _running.Count(static work => work.Class.CpuUnits > 0));
                _running.Remove(waits);
                var lease = new CpuLease(Scheduler, Ledger, waits.Class.CpuUnits);
                _awaiting.Add((waits, lease));
                lease.BeginWait();
                break;
            case 5 when _awaiting.Count > 0:
                var (resumes, itsLease) = Take(_awaiting, step.Index);
                var resumed = new Resumed();
                _resuming.Add((resumes, itsLease, resumed));
                itsLease.EndWait(resumed);
                break;
        }

        Account();
        Check(waitingBefore);
    }

    /// <summary>Everything that was started ends, again and again, until nothing is left.</summary>
    public void Finish()
    {
        for (var rounds = 0; _running.Count + _awaiting.Count + _resuming.Count + _waiting.Count(static work => !work.IsAbandoned) > 0; rounds++)
        {
            Assert.True(rounds < 10_000, $"Left over: {_waiting.Count} waiting, {_resuming.Count} resuming.");
            Step(new SchedulerStep(_awaiting.Count > 0 ? 5 : 2, 0));
        }

        Assert.Equal(Ledger.Totals, Ledger.Available());
        Assert.True(Scheduler.ResumingCount == 0);

        // What was cancelled may stay in a queue until its turn comes.
        Assert.All(_classes.SelectMany(static scheduling => scheduling.Ready.Snapshot()), static work => Assert.True(work.IsAbandoned));
    }

    private static ResourceSet Cpu(double cpus) => ResourceSet.Create([new("CPU", cpus)]);

    private static T Take<T>(List<T> list, int index)
    {
        var item = list[index % list.Count];
        list.Remove(item);
        return item;
    }

    private void Account()
    {
        for (var i = _resuming.Count - 1; i >= 0; i--)
        {
            if (_resuming[i].Resumed.Is)
            {
                _running.Add(_resuming[i].Work);
                _resuming.RemoveAt(i);
            }
        }
    }

    private void Check(SteppedWork[] waitingBefore)
    {
        foreach (var work in _started)
        {
            Assert.False(work.IsAbandoned, $"{work} was cancelled, and started.");
            var first = _waiting.First(other => ReferenceEquals(other.Class, work.Class) && !other.IsAbandoned);
            Assert.True(ReferenceEquals(first, work), $"{work} started before {first}.");
            _waiting.Remove(work);
            _running.Add(work);
            if (!Scheduler.KeepsResources)
            {
                // Whoever could have had the same in its place, in the same job, had no higher priority.
                Assert.DoesNotContain(
                    waitingBefore.Except(_started),
                    other => !other.IsAbandoned && ReferenceEquals(other.Class.Queue, work.Class.Queue) && other.Class.Priority > work.Class.Priority && work.Class.Demand.Lacking(other.Class.Demand) is null);
            }
        }

        _started.Clear();
        var free = Ledger.Available();
        Assert.Equal(Cpus * ResourceSet.UnitsPerOne, free.UnitsOf("CPU") + _running.Sum(static work => work.Class.CpuUnits));
        Assert.Equal(2 * ResourceSet.UnitsPerOne, free.UnitsOf("tpu") + Holding().Sum(static work => work.Class.Demand.UnitsOf("tpu")));
        if (!Scheduler.KeepsResources)
        {
            // No wake-up was lost: nothing waits for what is free.
            Assert.DoesNotContain(_waiting, work => !work.IsAbandoned && free.Lacking(work.Class.Demand) is null);
            Assert.DoesNotContain(_resuming, entry => entry.Lease.Units <= free.UnitsOf("CPU") && _resuming.Count == 1);
        }
    }

    private IEnumerable<SteppedWork> Holding() => _running.Concat(_awaiting.Select(static entry => entry.Work)).Concat(_resuming.Select(static entry => entry.Work));

    private sealed class Resumed : IResumable
    {
        public bool Is { get; private set; }

        public void Resume() => Is = true;
    }
}
