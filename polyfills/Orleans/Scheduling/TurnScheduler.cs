namespace Orleans.Runtime;

/// <summary>
/// Runs the turns of one activation, one at a time. Work is queued under a small lock; whoever finds the queue
/// unscheduled puts it on the thread pool, where it is drained for up to a quantum.
/// </summary>
/// <remarks>
/// All turns of a drain run inside one task of this scheduler, so that what awaits in them resumes here.
/// </remarks>
internal sealed class TurnScheduler(TurnContext owner) : TaskScheduler, IWorkItemScheduler, IThreadPoolWorkItem
{
    private static readonly Action<object?> RunTurnsCallback = static state => ((TurnScheduler)state!).RunTurns();

    private readonly Lock _gate = new();
    private WorkQueue _queue;
    private bool _isScheduled;
    private bool _isPaused;
    private Task? _drain;

    public override int MaximumConcurrencyLevel => 1;

    public void Enqueue(object item)
    {
        lock (_gate)
        {
            _queue.Enqueue(item);
            if (_isScheduled || _isPaused)
            {
                return;
            }

            _isScheduled = true;
        }

        LoneWork.Queue(this);
    }

    /// <summary>For an activation whose turn does not end: what waits behind it can go elsewhere.</summary>
    public List<Message> TakeMessages()
    {
        lock (_gate)
        {
            return _queue.TakeMessages();
        }
    }

    public void QueueAction(Action action) => Enqueue(action);

    public void QueueAction(Action<object> action, object state) => Enqueue(new Action(() => action(state)));

    /// <summary>For test modes: no turn begins until <see cref="Resume"/>. The one that runs now goes on.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _isPaused = true;
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            _isPaused = false;
            if (_isScheduled || _queue.Count == 0)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = owner;
        try
        {
            var drain = new Task(RunTurnsCallback, this);
            _drain = drain;
            drain.Start(this);
            TryExecuteTask(drain);
        }
        finally
        {
            RuntimeContext.Current = null;
            _drain = null;
        }

        lock (_gate)
        {
            if (_queue.Count == 0 || _isPaused)
            {
                _isScheduled = false;
                return;
            }
        }

        // The quantum is over: let others have the thread.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        // The drain itself is run by Execute, not from the queue.
        if (!ReferenceEquals(task, _drain))
        {
            Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, owner) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
        {
            return _queue.Tasks();
        }
    }

    private void RunTurns()
    {
        var context = ExecutionContext.Capture();
        var started = Environment.TickCount64;
        var quantumMilliseconds = owner.QuantumMilliseconds;
        while (TryDequeue(out var item))
        {
            Run(item);

            // A turn that sets an AsyncLocal outside of an async method must not pass it on to the next turn.
            if (!ReferenceEquals(ExecutionContext.Capture(), context))
            {
                ExecutionContext.Restore(context!);
            }

            if (Environment.TickCount64 - started > quantumMilliseconds)
            {
                return;
            }
        }
    }

    // What one turn fails to handle, such as an exception of a callback that runs on cancellation, must not be lost with the drain.
    private void Run(object item)
    {
        try
        {
            switch (item)
            {
                case Message message:
                    owner.OnMessage(message);
                    break;
                case Task task:
                    TryExecuteTask(task);
                    break;
                case Action action:
                    action();
                    break;
            }
        }
        catch (Exception exception)
        {
            owner.OnUnhandledException(exception);
        }
    }

    private bool TryDequeue([NotNullWhen(true)] out object? item)
    {
        lock (_gate)
        {
            item = null;
            return !_isPaused && _queue.TryDequeue(out item);
        }
    }
}
