using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>
/// The calls to one actor that wait or run. Without async methods, up to <c>maxConcurrency</c> threads take calls from it. With them,
/// one thread at a time runs turns: the start of a call, or a continuation of one of the up to <c>maxConcurrency</c> calls under way.
/// </summary>
/// <remarks>
/// <para>
/// It belongs to one life of the actor and one concurrency group. It is closed until the actor is constructed, and again when that life has ended.
/// Work is queued before threads are counted, and a thread looks for work once more after it has counted itself out, so no work is left
/// without a thread.
/// </para>
/// <para>
/// Where the actor may be constructed again, a call is taken and seen to run under the cell's lock: a crash, which holds it, finds every call
/// of this life either in the queue or running. Otherwise a thread that has taken a call looks once more whether the actor is dead.
/// </para>
/// </remarks>
internal sealed class Mailbox : IThreadPoolWorkItem
{
    // After so many calls a thread yields to the pool's other work.
    private const int Quantum = 128;

    private readonly CallQueue _calls;
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _turns = new();
    private readonly HashSet<IActorCall> _running = [];
    private readonly ActorSynchronizationContext? _context;
    private readonly ActorCell _cell;
    private readonly bool _isRestartable;
    private readonly int _maxThreads;
    private readonly int _maxInFlight;

    // The call that runs on the thread now, where only one can: it spares the set and its lock, which are then for calls that await.
    private IActorCall? _current;
    private volatile bool _open;
    private int _threads;
    private int _inFlight;

    public Mailbox(ActorLife life, CallQueue calls)
    {
        Life = life;
        _cell = life.Cell;
        _calls = calls;
        _isRestartable = _cell.IsRestartable;
        _maxInFlight = calls.MaxConcurrency;
        _maxThreads = _cell.Descriptor.IsAsync ? 1 : calls.MaxConcurrency;
        _context = _cell.Descriptor.IsAsync ? new ActorSynchronizationContext(this) : null;
    }

    public ActorLife Life { get; }

    public ActorCell Cell => _cell;

    // Read in the order in which a call moves: what leaves the queues is counted as a thread's, and then as in flight, before it leaves there.
    public bool IsIdle => _calls.IsEmpty && _turns.IsEmpty && Volatile.Read(ref _threads) == 0 && Volatile.Read(ref _inFlight) == 0;

    public void Enqueue(IActorCall call)
    {
        _calls.Add(call);
        Schedule();
    }

    public void PostTurn(SendOrPostCallback callback, object? state)
    {
        _turns.Enqueue((callback, state));
        Schedule();
    }

    public void Schedule()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _threads) < _maxThreads && HasWork() && TryAddThread())
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
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

    /// <summary>A call leaves the thread to go on asynchronously. Before anything can end it.</summary>
    public void OnCallAwaits(IActorCall call)
    {
        lock (_running)
        {
            _running.Add(call);
            _current = null;
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

    /// <summary>The calls that run, or are about to.</summary>
    public IActorCall[] Running()
    {
        lock (_running)
        {
            return Volatile.Read(ref _current) is { } current ? [current, .. _running] : [.. _running];
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

            if (!RunOne(callFirst: count == Quantum - 1))
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

        // Also where there is more to do: turns may go on for ever after the call with which the actor exits.
        _cell.OnIdle();
        if (again)
        {
            WorkerTail.CloseAndQueue();
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else
        {
            WorkerTail.CloseAndRun();
        }
    }

    private bool HasWork() => !_turns.IsEmpty || (_open && !_calls.IsEmpty && Volatile.Read(ref _inFlight) < _maxInFlight);

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

    // A call comes first now and then: turns that follow one another without a rest would keep it from starting.
    private bool RunOne(bool callFirst)
    {
        if (callFirst && TryRunCall())
        {
            return true;
        }

        if (_context is not null && _turns.TryDequeue(out var turn))
        {
            WorkerTail.CloseAndQueue();
            SynchronizationContext.SetSynchronizationContext(_context);
            turn.Callback(turn.State);
            return true;
        }

        return TryRunCall();
    }

    private bool TryRunCall()
    {
        if (!TryTake(out var call))
        {
            return false;
        }

        WorkerTail.CloseAndQueue();
        EndIfDead(call);
        if (_context is not null)
        {
            RunTurn(call);
        }
        else
        {
            call.Run(this);
            if (_isRestartable)
            {
                PublishInSight(call);
            }
            else
            {
                RemoveRunning(call);
                WorkerTail.Open();
                call.Publish();
            }
        }

        return true;
    }

    private bool TryTake([NotNullWhen(true)] out IActorCall? call)
    {
        call = null;
        if (!_open || (_context is not null && Volatile.Read(ref _inFlight) >= _maxInFlight))
        {
            return false;
        }

        if (_isRestartable)
        {
            return TryTakeRestartable(out call);
        }

        if (!_calls.TryTake(out call))
        {
            return false;
        }

        AddRunning(call);
        return true;
    }

    private bool TryTakeRestartable([NotNullWhen(true)] out IActorCall? call)
    {
        lock (_cell.Gate)
        {
            call = null;
            if (!_open || !_calls.TryTake(out call))
            {
                return false;
            }

            AddRunning(call);
            return true;
        }
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
        SynchronizationContext.SetSynchronizationContext(_context);
        if (call.Run(this))
        {
            PublishInSight(call);
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Ends a call while a crash still finds it running: one that is to run again must not be lost sight of, or later ones could pass.</summary>
    private void PublishInSight(IActorCall call)
    {
        WorkerTail.Open();
        call.Publish();
        RemoveRunning(call);
    }

    private void AddRunning(IActorCall call)
    {
        if (_context is not null)
        {
            // Counted before it starts: it may end on another thread before Run returns.
            Interlocked.Increment(ref _inFlight);
        }

        if (_maxThreads == 1)
        {
            Volatile.Write(ref _current, call);
            return;
        }

        lock (_running)
        {
            _running.Add(call);
        }
    }

    private void RemoveRunning(IActorCall call)
    {
        if (_maxThreads == 1)
        {
            _current = null;
            return;
        }

        lock (_running)
        {
            _running.Remove(call);
        }
    }
}
