using System.Collections.Concurrent;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>
/// The calls to one actor that wait or run. Without async methods, up to <c>maxConcurrency</c> threads take calls from it. With them,
/// one thread at a time runs turns: the start of a call, or a continuation of one of the up to <c>maxConcurrency</c> calls under way.
/// </summary>
/// <remarks>
/// It is closed until the actor is constructed, and again when it has ended. Work is queued before threads are counted, and a thread looks
/// for work once more after it has counted itself out, so no work is left without a thread.
/// </remarks>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    // After so many calls a thread yields to the pool's other work.
    private const int Quantum = 128;

    private readonly ConcurrentQueue<IActorCall> _calls = new();
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _turns = new();
    private readonly HashSet<IActorCall> _running = [];
    private readonly ActorSynchronizationContext? _context;
    private readonly ActorCell _cell;
    private readonly int _maxThreads;
    private readonly int _maxInFlight;

    // The call that runs now, where only one thread can: it spares the set and its lock.
    private IActorCall? _current;
    private volatile bool _open;
    private int _threads;
    private int _inFlight;

    public Mailbox(ActorCell cell, int maxConcurrency, bool isAsync)
    {
        _cell = cell;
        _maxInFlight = maxConcurrency;
        _maxThreads = isAsync ? 1 : maxConcurrency;
        _context = isAsync ? new ActorSynchronizationContext(this) : null;
    }

    // Read in the order in which a call moves: what leaves the queues is counted as a thread's, and then as in flight, before it leaves there.
    public bool IsIdle => _calls.IsEmpty && _turns.IsEmpty && Volatile.Read(ref _threads) == 0 && Volatile.Read(ref _inFlight) == 0;

    public int QueueLength => _calls.Count;

    /// <summary>The calls that wait for their turn, in their order.</summary>
    public IActorCall[] WaitingCalls() => [.. _calls];

    /// <summary>The calls that run or await.</summary>
    public IActorCall[] RunningCalls()
    {
        var current = Volatile.Read(ref _current);
        lock (_running)
        {
            return current is null ? [.. _running] : [current, .. _running];
        }
    }

    public void Enqueue(IActorCall call)
    {
        _calls.Enqueue(call);
        Schedule();
    }

    public void PostTurn(SendOrPostCallback callback, object? state)
    {
        _turns.Enqueue((callback, state));
        Schedule();
    }

    public void Open()
    {
        _open = true;
        for (var threads = Math.Min(_maxThreads, Math.Max(_calls.Count, 1)); threads > 0; threads--)
        {
            Schedule();
        }
    }

    /// <summary>No call starts any more; continuations of those that run still do.</summary>
    public void Close() => _open = false;

    /// <summary>A call that went on asynchronously has ended.</summary>
    public void OnCallEnded(IActorCall call)
    {
        RemoveRunning(call);
        Interlocked.Decrement(ref _inFlight);
        Schedule();
        _cell.OnIdle();
    }

    /// <summary>Ends every call that waits or runs.</summary>
    public void AbortAll(Exception exception)
    {
        AbortQueued(exception);
        Volatile.Read(ref _current)?.Abort(exception);
        IActorCall[] running;
        lock (_running)
        {
            running = [.. _running];
        }

        foreach (var call in running)
        {
            call.Abort(exception);
        }
    }

    public void AbortQueued(Exception exception)
    {
        while (_calls.TryDequeue(out var call))
        {
            call.Abort(exception);
        }
    }

    /// <summary>Moves the waiting calls, in their order, to the actor that takes this one's place.</summary>
    public void MoveTo(ActorCell cell)
    {
        // One thread at a time, or a later call could overtake one that another thread has taken out and not put in yet.
        lock (_calls)
        {
            while (_calls.TryDequeue(out var call))
            {
                cell.Post(call);
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        var again = false;
        for (var count = 0; ; count++)
        {
            if (count == Quantum)
            {
                again = true;
                break;
            }

            if (!RunOne())
            {
                Interlocked.Decrement(ref _threads);
                if (!HasWork() || !TryAddThread())
                {
                    break;
                }
            }
        }

        if (_context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        if (again)
        {
            WorkerTail.CloseAndQueue();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            _cell.OnIdle();
            WorkerTail.CloseAndRun();
        }
    }

    private bool HasWork() => !_turns.IsEmpty || (_open && !_calls.IsEmpty && Volatile.Read(ref _inFlight) < _maxInFlight);

    private void Schedule()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _threads) < _maxThreads && HasWork() && TryAddThread())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    private bool TryAddThread()
    {
        var threads = Volatile.Read(ref _threads);
        while (threads < _maxThreads)
        {
            var seen = Interlocked.CompareExchange(ref _threads, threads + 1, threads);
            if (seen == threads)
            {
                return true;
            }

            threads = seen;
        }

        return false;
    }

    private bool RunOne()
    {
        if (_context is not null && _turns.TryDequeue(out var turn))
        {
            WorkerTail.CloseAndQueue();
            SynchronizationContext.SetSynchronizationContext(_context);
            turn.Callback(turn.State);
            return true;
        }

        if (!_open || (_context is not null && Volatile.Read(ref _inFlight) >= _maxInFlight) || !_calls.TryDequeue(out var call))
        {
            return false;
        }

        WorkerTail.CloseAndQueue();
        if (_context is not null)
        {
            RunTurn(call);
        }
        else if (_maxThreads == 1)
        {
            Volatile.Write(ref _current, call);
            EndIfDead(call);
            call.Run(_cell);
            _current = null;
            WorkerTail.Open();
            call.Publish();
        }
        else
        {
            RunInParallel(call);
        }

        return true;
    }

    /// <summary>A kill that came after the call was taken from the queue, and before it was seen to run, has missed it.</summary>
    private void EndIfDead(IActorCall call)
    {
        if (_cell.IsDead)
        {
            call.Abort(_cell.DeathError());
        }
    }

    private void RunTurn(IActorCall call)
    {
        // Counted before it starts: it may end on another thread before Run returns.
        Interlocked.Increment(ref _inFlight);
        AddRunning(call);
        SynchronizationContext.SetSynchronizationContext(_context);
        if (call.Run(_cell))
        {
            RemoveRunning(call);
            Interlocked.Decrement(ref _inFlight);
            WorkerTail.Open();
            call.Publish();
        }
    }

    private void RunInParallel(IActorCall call)
    {
        AddRunning(call);
        call.Run(_cell);
        RemoveRunning(call);
        WorkerTail.Open();
        call.Publish();
    }

    private void AddRunning(IActorCall call)
    {
        lock (_running)
        {
            _running.Add(call);
        }

        EndIfDead(call);
    }

    private void RemoveRunning(IActorCall call)
    {
        lock (_running)
        {
            _running.Remove(call);
        }
    }
}
