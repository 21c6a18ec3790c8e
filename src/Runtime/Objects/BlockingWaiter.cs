using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Scheduling;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>
/// A thread that blocks until an object is ready. It spins for a moment first, since waking a thread costs far more than most tasks; then
/// it gives back the task's CPU and lets the pool have another thread.
/// </summary>
internal sealed class BlockingWaiter : IObjectWaiter, IResumable, IInterruptible
{
    private const int Spins = 12;

    private readonly ManualResetEventSlim _signal = new(initialState: false, spinCount: 0);
    private CpuLease? _lease;
    private int _ended;
    private bool _isInterrupted;

    /// <summary>False where the time ran out.</summary>
    public static bool WaitFor(ObjectState state, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (state.IsReady || timeout == TimeSpan.Zero)
        {
            return state.IsReady;
        }

        using var span = TimelineEvent.BeginWait(state, TimelineEvent.Get);
        var spinner = default(SpinWait);
        while (spinner.Count < Spins)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
            if (state.IsReady)
            {
                return true;
            }
        }

        return new BlockingWaiter().Block(state, timeout, cancellationToken);
    }

    public void OnReady(ObjectState state) => End(isInterrupted: false);

    public bool Interrupt(bool orNext) => End(isInterrupted: true);

    void IResumable.Resume() => _signal.Set();

    // Once: the object may become ready just as the time runs out or the work is cancelled.
    private bool End(bool isInterrupted)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        _isInterrupted = isInterrupted;
        if (_lease is { } lease)
        {
            lease.EndWait(this);
        }
        else
        {
            _signal.Set();
        }

        return true;
    }

    private bool Block(ObjectState state, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var scope = ExecutionScope.Current;
        var waits = scope?.Waits;
        _lease = scope?.CpuLease;
        _lease?.BeginWait();
        waits?.Add(this);
        if (!state.TryAddWaiter(this))
        {
            OnReady(state);
        }

        WorkerThreads.EnterBlocked();
        try
        {
            var ready = false;
            try
            {
                ready = _signal.Wait(timeout, cancellationToken);
            }
            finally
            {
                waits?.Remove(this);
                if (!ready)
                {
                    Resume(state);
                }
            }

            if (_isInterrupted)
            {
                // Also where the object came before the CPU did: the code that was cancelled knows of it by nothing else.
                state.RemoveWaiter(this);
                throw waits!.Interrupted();
            }

            return state.IsReady;
        }
        finally
        {
            WorkerThreads.ExitBlocked();
        }
    }

    /// <summary>Gives up waiting; a task must have its CPU back all the same before it goes on.</summary>
    private void Resume(ObjectState state)
    {
        state.RemoveWaiter(this);
        OnReady(state);
        _signal.Wait();
    }
}
