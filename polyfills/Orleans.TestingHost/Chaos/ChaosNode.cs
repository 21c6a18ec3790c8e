using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>One silo, or all clients, on the unreliable network.</summary>
/// <remarks>
/// States: Running ⇄ Frozen, and from either to Crashed, which is final. While a node is not running its timers and
/// table accesses wait: until it is thawed, or, after a crash, until the cluster is disposed of and its remains are
/// buried. Then timers fire, so that what waits in the remains can end, and the table refuses.
/// </remarks>
internal sealed class ChaosNode(string name, SiloAddress? address)
{
    private readonly Lock _gate = new();
    private readonly HashSet<IFrameConnection> _connections = [];
    private TaskCompletionSource? _thawed;
    private bool _isCrashed;
    private bool _isBuried;

    public string Name => name;

    /// <summary>Null for clients.</summary>
    public SiloAddress? Address => address;

    public bool IsCrashed => Volatile.Read(ref _isCrashed);

    public bool IsFrozen => Volatile.Read(ref _thawed) is not null && !IsCrashed;

    /// <summary>Completed while the node runs, or is buried.</summary>
    public Task Thawed => Volatile.Read(ref _thawed)?.Task ?? Task.CompletedTask;

    /// <summary>False when it is frozen or has crashed.</summary>
    public bool TryFreeze()
    {
        lock (_gate)
        {
            if (_isCrashed || _thawed is not null)
            {
                return false;
            }

            _thawed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public bool TryThaw()
    {
        TaskCompletionSource thawed;
        lock (_gate)
        {
            if (_isCrashed || _thawed is null)
            {
                return false;
            }

            thawed = _thawed;
            _thawed = null;
        }

        thawed.SetResult();
        return true;
    }

    public bool TryCrash()
    {
        lock (_gate)
        {
            if (_isCrashed)
            {
                return false;
            }

            _thawed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _isCrashed, true);
            return true;
        }
    }

    public void Bury()
    {
        lock (_gate)
        {
            _isBuried = true;
        }

        Volatile.Read(ref _thawed)?.TrySetResult();
    }

    /// <summary>Until the node runs.</summary>
    /// <exception cref="ChaosCrashException">It has crashed, and its remains are being disposed of.</exception>
    public async Task WaitUntilRunningAsync()
    {
        while (Volatile.Read(ref _thawed) is { } thawed)
        {
            await thawed.Task.ConfigureAwait(false);
            if (Volatile.Read(ref _isBuried))
            {
                throw new ChaosCrashException($"{Name} has crashed.");
            }
        }
    }

    /// <summary>False when it has crashed: the connection is not for it.</summary>
    public bool TryAdd(IFrameConnection connection)
    {
        lock (_gate)
        {
            if (_isCrashed)
            {
                return false;
            }

            _connections.Add(connection);
        }

        connection.Closed.ContinueWith(_ => Remove(connection), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return true;
    }

    public void BreakConnections()
    {
        IFrameConnection[] connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        foreach (var connection in connections)
        {
            connection.Abort();
        }
    }

    public override string ToString() => Name;

    private void Remove(IFrameConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }
}
