using System.Threading.Tasks.Sources;
using Orleans.Ray.Actors;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>The continuation of one <c>await</c> on an object. It runs where an await of a task would: in the captured context, on the grain scheduler or on the thread pool.</summary>
internal class AwaitWaiter : IObjectWaiter, IThreadPoolWorkItem
{
    private static readonly ContextCallback RunContinuation = static self => ((AwaitWaiter)self!).Run();

    private readonly Action<object?> _continuation;
    private readonly object? _state;

    // A SynchronizationContext or a TaskScheduler; null for the thread pool.
    private readonly object? _context;
    private readonly ExecutionContext? _executionContext;

    public AwaitWaiter(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        _continuation = continuation;
        _state = state;
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
        {
            _executionContext = ExecutionContext.Capture();
        }

        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0)
        {
            if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext))
            {
                _context = context;
            }
            else if (TaskScheduler.Current != TaskScheduler.Default)
            {
                _context = TaskScheduler.Current;
            }
        }
    }

    public virtual void WaitFor(ObjectState state)
    {
        if (!state.TryAddWaiter(this))
        {
            OnReady(state);
        }
    }

    public virtual void OnReady(ObjectState state) => Resume();

    public void Resume()
    {
        // Only our own context is called from here: another's Post may run code inline, or throw, in the middle of a scheduler's work.
        if (_context is ActorSynchronizationContext)
        {
            Execute();
        }
        else
        {
            WorkerTail.Queue(this);
        }
    }

    public void Execute()
    {
        switch (_context)
        {
            case SynchronizationContext context:
                context.Post(static self => ((AwaitWaiter)self!).RunInContext(), this);
                break;
            case TaskScheduler scheduler:
                _ = Task.Factory.StartNew(static self => ((AwaitWaiter)self!).RunInContext(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
                break;
            default:
                RunInContext();
                break;
        }
    }

    protected virtual void Run() => _continuation(_state);

    private void RunInContext()
    {
        if (_executionContext is null)
        {
            Run();
        }
        else
        {
            ExecutionContext.Run(_executionContext, RunContinuation, this);
        }
    }
}
