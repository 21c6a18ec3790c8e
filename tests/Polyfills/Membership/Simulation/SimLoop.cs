namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>Runs everything on one thread, in an order that depends on nothing but the seed.</summary>
internal sealed class SimLoop(SimClock clock) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _foreignPosts;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Interlocked.Increment(ref _foreignPosts);
        }

        lock (_queue)
        {
            _queue.Enqueue((d, state));
        }
    }

    public void Run(Func<Task> scenario)
    {
        var previous = Current;
        SetSynchronizationContext(this);
        try
        {
            var running = scenario();
            while (!running.IsCompleted)
            {
                if (TryDequeue(out var item))
                {
                    item.Callback(item.State);
                }
                else
                {
                    Assert.True(clock.Advance(), "Everything waits and no timer is due.");
                }
            }

            running.GetAwaiter().GetResult();
            Assert.Equal(0, _foreignPosts);
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    private bool TryDequeue(out (SendOrPostCallback Callback, object? State) item)
    {
        lock (_queue)
        {
            return _queue.TryDequeue(out item);
        }
    }
}
