using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Streams;

/// <summary>The items of one streaming call, between the code that yields them and the code that reads them.</summary>
/// <remarks>
/// <para>
/// <b>Two sides.</b> The producer's: open (items may be added), stopping (the call was cancelled: nothing more is added, and what was unread is
/// gone), ended (the call has its result). The reader's: reading, exhausted (it has seen the end), left (disposed of, or collected). Neither
/// goes back. All of it is guarded by one lock; signals are set and calls are cancelled outside of it, since both run other code.
/// </para>
/// <para>
/// <b>Invariants.</b> (1) Items are read in the order in which they were yielded, each once. (2) With a limit of n, no more than n items are
/// unread, and the producer's code does not run on while n are: it waits for <see cref="_room"/>. (3) Whoever waits is told: <see cref="_room"/>
/// exists only while the stream is open, and full or being cancelled, <see cref="_arrival"/> only while it is empty and not ended; what
/// changes that takes the signal out and sets it. (4) After the end nothing is added. Where the call failed, the last item is its error, and
/// the end follows it.
/// </para>
/// <para>
/// <b>Failures.</b> The producer's exception, its actor's death, or the node's: what was yielded stays readable, then comes the error. A
/// cancel: what is unread goes at once, and the next item is the error. A new attempt begins at position 0 and yields again what an earlier one has
/// yielded: those positions are passed over, so that nothing is delivered twice; one that ends before them fails, since it did not repeat
/// what was promised. Only the latest attempt may add: the code of one that was given up may still run. The reader leaves: what is unread
/// goes, and the call is cancelled, or, where somebody has asked for its completion and the reader was only collected, runs on into nothing.
/// </para>
/// </remarks>
internal abstract partial class ItemStream(IStreamingCall call, int limit) : IObjectWaiter
{
    private readonly Lock _lock = new();
    private readonly Queue<ObjectState> _unread = new();
    private ObjectState? _completed;
    private StreamSignal? _arrival;
    private StreamSignal? _room;
    private int _attempts;
    private uint _yielded;
    private uint _read;
    private bool _stopping;
    private bool _ended;
    private bool _failed;
    private bool _exhausted;
    private bool _left;
    private bool _drains;

    public IStreamingCall Call => call;

    /// <summary>Whether reading would not wait: an item is there, or the end.</summary>
    public bool IsReadable
    {
        get
        {
            lock (_lock)
            {
                return IsReadableNeedsLock;
            }
        }
    }

    public bool HasReaderLeft
    {
        get
        {
            lock (_lock)
            {
                return _left;
            }
        }
    }

    public StreamProgress Progress
    {
        get
        {
            lock (_lock)
            {
                var phase = _ended ? StreamPhase.Ended : _room is not null ? StreamPhase.WaitingForReader : StreamPhase.Producing;
                return new StreamProgress(phase, _yielded, _read, _unread.Count, limit);
            }
        }
    }

    private bool IsReadableNeedsLock => _unread.Count > 0 || _ended || _left;

    /// <summary>The call is made. Its object, which need not be the attempt that runs, tells the end.</summary>
    public void Attach(ObjectState completed)
    {
        _completed = completed;
        if (!completed.TryAddWaiter(this))
        {
            ((IObjectWaiter)this).OnReady(completed);
        }
    }

    /// <summary>Cancels the call. False where it had ended already.</summary>
    /// <exception cref="ArgumentException">An actor's call cannot be cancelled by force.</exception>
    public bool Cancel(bool force, bool recursive)
    {
        if (_completed?.Producer is not { } producer || !NodeRay.Cancel(producer, force, recursive))
        {
            return false;
        }

        Stop();
        return true;
    }

    /// <summary>The call was cancelled: nothing that it yielded is read any more, but for its error.</summary>
    public void Stop()
    {
        StreamSignal? room;
        lock (_lock)
        {
            _stopping = true;
            DropUnreadNeedsLock();
            room = Take(ref _room);
        }

        room?.Set();
    }

    /// <summary>Nobody will read any more.</summary>
    /// <param name="cancel">Whether the call is cancelled, or runs on with nobody to read what it yields.</param>
    public void Leave(bool cancel)
    {
        StreamSignal? room;
        StreamSignal? arrival;
        lock (_lock)
        {
            _drains = !cancel;
            _left = true;
            _unread.Clear();
            room = Take(ref _room);
            arrival = Take(ref _arrival);
        }

        if (cancel)
        {
            // First, so that a producer that was waiting is not let go on.
            Cancel(force: false, recursive: true);
        }

        room?.Set();
        arrival?.Set();
    }

    /// <summary>What a reader waits for; null where it need not wait.</summary>
    public StreamSignal? Arrival()
    {
        lock (_lock)
        {
            return IsReadableNeedsLock ? null : _arrival ??= new StreamSignal(this, _read);
        }
    }

    void IObjectWaiter.OnReady(ObjectState state)
    {
        StreamSignal? room;
        StreamSignal? arrival;
        lock (_lock)
        {
            _ended = true;
            if (state.Error is { } error && !_left)
            {
                // Also where it was cancelled with the task that submitted it, of which nobody told the stream.
                if (error.Exception is RayTaskCancelledException && error.Failure.TaskId == call.TaskId)
                {
                    DropUnreadNeedsLock();
                }

                _failed = true;
                _unread.Enqueue(NewFailure(_yielded, error));
            }

            room = Take(ref _room);
            arrival = Take(ref _arrival);
        }

        room?.Set();
        arrival?.Set();
    }

    /// <summary>Why the next item is not there, in one line for people.</summary>
    public string Explain(int levels)
    {
        var progress = Progress;
        return progress.Unread > 0 ? $"item {progress.Read} of the stream of '{call.Name}' can be read"
            : progress.Phase == StreamPhase.Ended ? $"the stream of '{call.Name}' has ended"
            : $"item {progress.Read} of the stream of '{call.Name}' is not there yet: {_completed?.Explain(levels)}";
    }

    protected abstract ObjectState NewFailure(uint position, ObjectError error);

    /// <summary>Takes the next item; true also at the end, with none.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left before the end.</exception>
    protected bool TryTake(out ObjectState? item)
    {
        StreamSignal? room;
        lock (_lock)
        {
            if (!_unread.TryDequeue(out item))
            {
                if (_left && !_exhausted)
                {
                    throw new ObjectDisposedException(
                        nameof(ObjectRefStream),
                        $"The stream of '{call.Name}' was disposed of before its end. Leaving an `await foreach` disposes of the stream; to read it in parts, use NextAsync.");
                }

                _exhausted = _ended;
                return _exhausted;
            }

            _read++;
            room = Take(ref _room);
        }

        room?.Set();
        return true;
    }

    private static StreamSignal? Take(ref StreamSignal? signal)
    {
        var taken = signal;
        signal = null;
        return taken;
    }

    private void DropUnreadNeedsLock()
    {
        while (_unread.Count > (_failed ? 1 : 0))
        {
            _unread.Dequeue();
        }
    }
}
