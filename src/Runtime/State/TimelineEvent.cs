using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>One thing that takes time, recorded when it ends if it was chosen when it began.</summary>
internal readonly struct TimelineEvent : IDisposable
{
    public const string Get = "ray.get";
    public const string Wait = "ray.wait";
    public const string Put = "ray.put";

    private readonly RayNode? _node;
    private readonly string _name;
    private readonly long _start;
    private readonly int _thread;
    private readonly bool _isAsync;

    private TimelineEvent(RayNode node, string name, bool isAsync)
    {
        _node = node;
        _name = name;
        _isAsync = isAsync;
        _start = node.State.Clock.Now;
        _thread = Environment.CurrentManagedThreadId;
    }

    /// <summary>Begins an event of this thread.</summary>
    /// <param name="node">Whose timeline it is on.</param>
    /// <param name="name">Its name and category.</param>
    /// <param name="isAsync">Whether the thread may do other things meanwhile.</param>
    public static TimelineEvent Begin(RayNode node, string name, bool isAsync = false) => node.State.Recorder.MayRecord() ? new(node, name, isAsync) : default;

    /// <summary>Begins the wait for an object. What only signals something inside the node belongs to nobody, and is not recorded.</summary>
    public static TimelineEvent BeginWait(ObjectState awaited, string name, bool isAsync = false) => awaited.Origin is { } origin ? Begin(origin.Node, name, isAsync) : default;

    /// <summary>Begins an event that was chosen already, and that ends on any thread.</summary>
    public static TimelineEvent BeginChosen(RayNode node, string name) => new(node, name, isAsync: true);

    /// <summary>Begins an event that is recorded unless nothing is.</summary>
    public static TimelineEvent BeginMarked(RayNode node, string name) => node.State.Recorders.Level == TaskEventLevel.Off ? default : new(node, name, isAsync: false);

    public void Dispose()
    {
        if (_node is null)
        {
            return;
        }

        _node.State.Recorder.Spans.Write(new TimelineSpan
        {
            Category = _name,
            Name = _name,
            Task = ExecutionScope.Current is ObjectState task ? task.Id.Task : default,
            Start = _start,
            End = _node.State.Clock.Now,
            IsAsync = _isAsync || _thread != Environment.CurrentManagedThreadId,
        });
    }
}
