using System.Threading.Tasks.Sources;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>The continuation of an <c>await</c> inside a task, a call or a grain: it does not run before that has its CPU back, and a cancel ends the wait of the first two.</summary>
/// <remarks>
/// An await that is interrupted runs its continuation too, while the object is pending; the first thing that a continuation does is to get the result, which then throws
/// (<see cref="ThrowIfInterrupted"/>). It is told by the thread which of the two it is: the flow of execution need not be that of the task there.
/// </remarks>
internal sealed class TaskAwaitWaiter(IExecutionScope scope, Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    : AwaitWaiter(continuation, state, flags), IResumable, IInterruptible
{
    // The await whose continuation this thread has just begun, where it was interrupted.
    [ThreadStatic]
    private static TaskAwaitWaiter? _interrupted;

    private readonly CpuLease? _lease = scope.CpuLease;
    private readonly OngoingWaits? _waits = scope.Waits;
    private ObjectState _awaited = null!;
    private int _ended;
    private bool _isInterrupted;
    private bool _orNext;

    /// <summary>Throws where the result is got because the await of it was interrupted.</summary>
    public static void ThrowIfInterrupted(ObjectState state)
    {
        if (_interrupted is { } waiter && ReferenceEquals(waiter._awaited, state))
        {
            _interrupted = null;
            throw waiter._waits!.Interrupted();
        }
    }

    public override void WaitFor(ObjectState state)
    {
        _awaited = state;
        _lease?.BeginWait();
        _waits?.Add(this);
        base.WaitFor(state);
        if (Volatile.Read(ref _ended) != 0)
        {
            // It was interrupted meanwhile, and there was nothing to take back yet.
            state.RemoveWaiter(this);
        }
    }

    public override void OnReady(ObjectState state)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            End();
        }
    }

    public bool Interrupt(bool orNext)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        _orNext = orNext;
        _isInterrupted = true;
        _awaited.RemoveWaiter(this);
        End();
        return true;
    }

    protected override void Run()
    {
        if (!_isInterrupted)
        {
            base.Run();
            return;
        }

        _interrupted = this;
        try
        {
            base.Run();
        }
        finally
        {
            if (ReferenceEquals(_interrupted, this))
            {
                // The object came before the CPU did, and the code went on with it: unless it has its token, it is to be told at its next wait.
                _interrupted = null;
                if (_orNext)
                {
                    _waits!.Interrupt(orNext: true);
                }
            }
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
}
