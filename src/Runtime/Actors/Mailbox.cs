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

    public bool IsIdle => Volatile.Read(ref _threads) == 0 && Volatile.Read(ref _inFlight) == 0 && _calls.IsEmpty && _turns.IsEmpty;

    public int QueueLength => _calls.Count;

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

    /// <summary>A call that went on asynchronously has ended.</summary>
    public void OnCallEnded(IActorCall call)
    {
        lock (_running)
        {
            _running.Remove(call);
        }

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
                cell.Deliver(call);
            }
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(_context);
        }

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
            _current = call;
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

    private void RunTurn(IActorCall call)
    {
        // Counted before it starts: it may end on another thread before Run returns.
        Interlocked.Increment(ref _inFlight);
        lock (_running)
        {
            _running.Add(call);
        }

        if (call.Run(_cell))
        {
            lock (_running)
            {
                _running.Remove(call);
            }

            Interlocked.Decrement(ref _inFlight);
            WorkerTail.Open();
            call.Publish();
        }
    }

    private void RunInParallel(IActorCall call)
    {
        lock (_running)
        {
            _running.Add(call);
        }

        call.Run(_cell);
        lock (_running)
        {
            _running.Remove(call);
        }

        WorkerTail.Open();
        call.Publish();
    }
}
