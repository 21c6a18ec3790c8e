using System.Threading.Tasks.Sources;
using Orleans.Ray.Actors;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>
/// The continuation of one <c>await</c> on an object. It runs where an await of a task would (captured context, grain scheduler or
/// thread pool), and inside a task not before the task has its CPU back.
/// </summary>
/// <remarks>
/// An await that is interrupted runs its continuation too, while the object is pending; the first thing that a continuation does is to get the result, which then throws
/// (<see cref="ThrowIfInterrupted"/>). It is told by the thread which of the two it is: the flow of execution need not be that of the task there.
/// </remarks>
internal sealed class AwaitWaiter : IObjectWaiter, IResumable, IInterruptible, IThreadPoolWorkItem
{
    // The await whose continuation this thread has just begun, where it was interrupted.
    [ThreadStatic]
    private static AwaitWaiter? _interrupted;

    private static readonly ContextCallback RunContinuation = static self => ((AwaitWaiter)self!).Run();

    private readonly Action<object?> _continuation;
    private readonly object? _state;

    // A SynchronizationContext or a TaskScheduler; null for the thread pool.
    private readonly object? _context;
    private readonly ExecutionContext? _executionContext;
    private readonly CpuLease? _lease;
    private readonly OngoingWaits? _waits;
    private ObjectState _awaited = null!;
    private int _ended;
    private bool _isInterrupted;

    public AwaitWaiter(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        _continuation = continuation;
        _state = state;
        if (ExecutionScope.Current is { } scope)
        {
            _lease = scope.CpuLease;
            _waits = scope.Waits;
        }

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

    /// <summary>Throws where the result is got because the await of it was interrupted.</summary>
    public static void ThrowIfInterrupted(ObjectState state)
    {
        if (_interrupted is { } waiter && ReferenceEquals(waiter._awaited, state))
        {
            _interrupted = null;
            throw waiter._waits!.Interrupted();
        }
    }

    public void WaitFor(ObjectState state)
    {
        _awaited = state;
        _lease?.BeginWait();
        _waits?.Add(this);
        if (!state.TryAddWaiter(this))
        {
            OnReady(state);
        }
        else if (Volatile.Read(ref _ended) != 0)
        {
            // It was interrupted meanwhile, and there was nothing to take back yet.
            state.RemoveWaiter(this);
        }
    }

    public void OnReady(ObjectState state)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            End();
        }
    }

    public void Interrupt()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _isInterrupted = true;
            _awaited.RemoveWaiter(this);
            End();
        }
    }

    private void End()
    {
        _waits?.Remove(this);
        if (_lease is not null)
        {
            _lease.EndWait(this);
        }
        else
        {
            Resume();
        }
    }

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

    private void Run()
    {
        if (!_isInterrupted)
        {
            _continuation(_state);
            return;
        }

        _interrupted = this;
        try
        {
            _continuation(_state);
        }
        finally
        {
            _interrupted = null;
        }
    }
}
