using System.Runtime.CompilerServices;

namespace Orleans.Ray.State;

/// <summary>What one thread records for one node: what it runs now, what it ran last, and how often. Written without locks, by its thread alone.</summary>
internal sealed class TaskRecorder
{
    private const int CacheSize = 16;

    [ThreadStatic]
    private static TaskRecorder? _last;

    private readonly TaskRecorders _owner;
    private readonly NameCounts?[] _cache = new NameCounts?[CacheSize];
    private readonly SampleRate _taskRate;

    // Of its own: submissions and waits that alternate would otherwise always choose the same of the two.
    private readonly SampleRate _spanRate;
    private NameCounts[] _counts = [];
    private IListedWork? _current;
    private int _currentTick;
    private long _submitted;

    public TaskRecorder(TaskRecorders owner, int threadId)
    {
        _owner = owner;
        _taskRate = new SampleRate(owner.Clock, owner.Level);
        _spanRate = new SampleRate(owner.Clock, owner.Level);
        ThreadId = threadId;
        ThreadName = Thread.CurrentThread.Name;
        IsPoolThread = Thread.CurrentThread.IsThreadPoolThread;
        FirstSeen = owner.Clock.UtcNow;
        Ended = new RowRing<TaskRow>(owner.Budget);
        Spans = new RowRing<TimelineSpan>(owner.Budget);
    }

    public int ThreadId { get; }

    public string? ThreadName { get; }

    public bool IsPoolThread { get; }

    public DateTimeOffset FirstSeen { get; }

    public RowRing<TaskRow> Ended { get; }

    public RowRing<TimelineSpan> Spans { get; }

    /// <summary>The work that the thread runs now.</summary>
    public IListedWork? Current => Volatile.Read(ref _current);

    public long Submitted => Volatile.Read(ref _submitted);

    public ReadOnlySpan<NameCounts> Counts => Volatile.Read(ref _counts);

    /// <summary>The recorder of the calling thread.</summary>
    public static TaskRecorder Of(TaskRecorders owner) => _last is { } last && ReferenceEquals(last._owner, owner) ? last : _last = owner.OfThisThread();

    /// <summary>Counts a submission; true where it is to be recorded in full.</summary>
    public bool OnSubmitting()
    {
        _submitted++;
        return _taskRate.Choose();
    }

    /// <summary>Whether this thread may record one more thing that is not a task.</summary>
    public bool MayRecord() => _spanRate.Choose();

    public void Record(in TaskRow row)
    {
        if (_owner.Level != TaskEventLevel.Off)
        {
            Ended.Write(row);
        }
    }

    public void OnStarting(IListedWork work)
    {
        Volatile.Write(ref _current, work);
        _currentTick = CoarseClock.Now;
    }

    /// <summary>The work has left the thread: it has ended, or awaits.</summary>
    public void OnLeaving(IListedWork work)
    {
        if (ReferenceEquals(_current, work))
        {
            Volatile.Write(ref _current, null);
        }
    }

    /// <summary>Whether the run that this thread ends, and that was not chosen, lasted so long that it is recorded all the same.</summary>
    public bool IsNotable(IListedWork work) => _owner.Level != TaskEventLevel.Off && ReferenceEquals(_current, work) && _currentTick != CoarseClock.Now;

    /// <summary>About when the work that the thread runs was started; 0 where the thread runs other work.</summary>
    public long EstimateStart(IListedWork work) => ReferenceEquals(Current, work)
        ? Math.Max(1, _owner.Clock.Now - (Math.Max(0, CoarseClock.Now - Volatile.Read(ref _currentTick)) * CoarseClock.Interval.Ticks))
        : 0;

    public NameCounts CountsOf(string function, TaskKind kind)
    {
        ref var cached = ref _cache[RuntimeHelpers.GetHashCode(function) & (CacheSize - 1)];
        return cached is not null && ReferenceEquals(cached.Name, function) ? cached : cached = FindOrAddCounts(function, kind);
    }

    private NameCounts FindOrAddCounts(string function, TaskKind kind)
    {
        foreach (var known in _counts)
        {
            if (known.Name == function && known.Kind == kind)
            {
                return known;
            }
        }

        var added = new NameCounts(function, kind);
        Volatile.Write(ref _counts, [.. _counts, added]);
        return added;
    }
}
