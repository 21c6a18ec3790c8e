using System.Collections.Concurrent;
using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>One job's share of a scheduler: its classes, its weight, and how much it has had.</summary>
/// <remarks>
/// Stride scheduling. Each start moves the job's <see cref="Pass"/> on by the CPUs of what started (at least 1) over the weight, and the job that is furthest
/// behind goes next. A job that had nothing to start does not save up: it begins again where the others are.
/// </remarks>
internal sealed class JobQueue(LocalScheduler scheduler, double weight, RayNode? node = null)
{
    // Beyond so many, classes in which nothing waits are forgotten. They go on working for whoever holds them.
    private const int MaxKnown = 1024;

    private readonly ConcurrentDictionary<ClassKey, SchedulingClass> _known = new();
    private int _knownCount;

    public LocalScheduler Scheduler => scheduler;

    /// <summary>The node, for what people are told; null where a scheduler runs without one.</summary>
    public RayNode? Node => node;

    /// <summary>How many classes are remembered.</summary>
    public int KnownCount => _known.Count;

    /// <summary>The listed classes by priority, highest first. The pumping thread's own, as is all below.</summary>
    public List<PriorityLevel> Levels { get; } = [];

    public double Pass { get; private set; }

    /// <summary>Which look at the jobs has tried this one.</summary>
    public int TriedIn { get; set; }

    public SchedulingClass ClassOf(ResourceSet demand, int priority = 0, BundleTarget? target = null)
    {
        var key = new ClassKey(demand, priority, target);
        return _known.TryGetValue(key, out var known) ? known : AddClassSlow(key);
    }

    public void Forget(SchedulingClass scheduling)
    {
        if (_known.TryRemove(new(scheduling.Key, scheduling)))
        {
            Interlocked.Decrement(ref _knownCount);
        }
    }

    public void List(SchedulingClass scheduling)
    {
        var index = Levels.FindIndex(level => level.Priority <= scheduling.Priority);
        if (index < 0 || Levels[index].Priority != scheduling.Priority)
        {
            index = index < 0 ? Levels.Count : index;
            Levels.Insert(index, new PriorityLevel(scheduling.Priority));
        }

        Levels[index].Classes.Add(scheduling);
    }

    public void Unlist(SchedulingClass scheduling)
    {
        var level = Levels.Find(level => level.Priority == scheduling.Priority)!;
        level.Remove(scheduling);
        if (level.Classes.Count == 0)
        {
            Levels.Remove(level);
        }
    }

    /// <summary>Counts a start; returns how far the job was, in virtual time, before it.</summary>
    public double Charge(SchedulingClass started, double virtualTime)
    {
        var before = Math.Max(Pass, virtualTime);
        Pass = before + (Math.Max(started.CpuUnits, ResourceSet.UnitsPerOne) / (weight * ResourceSet.UnitsPerOne));
        return before;
    }

    private SchedulingClass AddClassSlow(ClassKey key)
    {
        var added = new SchedulingClass(this, key);
        var known = _known.GetOrAdd(key, added);
        if (ReferenceEquals(known, added) && Interlocked.Increment(ref _knownCount) > MaxKnown)
        {
            foreach (var (_, scheduling) in _known)
            {
                if (!scheduling.IsListed && scheduling.Ready.IsEmpty && !ReferenceEquals(scheduling, added))
                {
                    Forget(scheduling);
                }
            }
        }

        return known;
    }
}
