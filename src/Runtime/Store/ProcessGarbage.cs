namespace Orleans.Ray.Store;

/// <summary>The garbage collector of this process.</summary>
/// <remarks>
/// The wait for finalizers has a limit, since one of the application's may wait for a lock that the caller of the store holds. As long as such a wait has not ended, nobody waits again.
/// </remarks>
internal sealed class ProcessGarbage : IGarbage
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private Task _finalizers = Task.CompletedTask;
    private bool _isStuck;

    public static ProcessGarbage Instance { get; } = new();

    public int Collections => GC.CollectionCount(ForcedCollections.Young);

    public void Collect(int generation)
    {
        GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
        Task finalizers;
        lock (_lock)
        {
            if (_finalizers.IsCompleted)
            {
                _isStuck = false;

                // A thread of its own: the pool's may all be blocked, waiting for the memory that this is to find.
                _finalizers = Task.Factory.StartNew(GC.WaitForPendingFinalizers, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            else if (_isStuck)
            {
                return;
            }

            finalizers = _finalizers;
        }

        if (Task.WaitAny([finalizers], LongestWait) < 0)
        {
            lock (_lock)
            {
                _isStuck = !finalizers.IsCompleted;
            }
        }
    }
}
