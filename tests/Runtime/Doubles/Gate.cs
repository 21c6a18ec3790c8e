using System.Collections.Concurrent;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A door of this process, found by its id, at which tasks wait without giving their CPU back, and which counts who came.</summary>
internal sealed class Gate : IDisposable
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly SemaphoreSlim _permits = new(0);
    private readonly Lock _lock = new();
    private int _inside;

    public Gate() => Gates[Id] = this;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public int Arrived { get; private set; }

    /// <summary>How many were inside at once, at most.</summary>
    public int Most { get; private set; }

    public static Gate Find(string id) => Gates[id];

    public void Pass(CancellationToken cancellationToken = default)
    {
        Enter();
        try
        {
            if (!_permits.Wait(Patience.Limit, cancellationToken))
            {
                throw new TimeoutException("Nobody opened the gate.");
            }
        }
        finally
        {
            Leave();
        }
    }

    public async Task PassAsync(CancellationToken cancellationToken = default)
    {
        Enter();
        try
        {
            if (!await _permits.WaitAsync(Patience.Limit, cancellationToken))
            {
                throw new TimeoutException("Nobody opened the gate.");
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits until that many more have arrived.</summary>
    public async Task ArrivalsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!await _arrivals.WaitAsync(Patience.Limit))
            {
                throw new TimeoutException($"{i} of {count} came to the gate.");
            }
        }
    }

    public void Admit(int count) => _permits.Release(count);

    public void Open() => _permits.Release(1_000_000);

    public void Dispose()
    {
        Gates.TryRemove(Id, out _);
        Open();
    }

    private void Enter()
    {
        lock (_lock)
        {
            Arrived++;
            Most = Math.Max(Most, ++_inside);
        }

        _arrivals.Release();
    }

    private void Leave()
    {
        lock (_lock)
        {
            _inside--;
        }
    }
}
