using Orleans.Ray.Store;

namespace Orleans.Ray.StoreProcess;

/// <summary>
/// Creates, gets, pins, releases, aborts and deletes at random, in the node's process or in another one, and checks every byte that it reads. What it has no room for it waits for a moment and then gives up,
/// letting go of something instead: several that wait while all of them hold would wait for each other.
/// </summary>
internal sealed class SoakWorker(SoakPlan plan, IObjectStore store, Func<ObjectId, TimeSpan?, ObjectPin> get)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Random _random = new(plan.Seed);
    private readonly List<(long Key, StoredObject Stored)> _holds = [];
    private readonly List<(long Key, ObjectPin Pin)> _pins = [];
    private readonly List<StoreWriter> _unsealed = [];

    public long Reads { get; private set; }

    public long Creations { get; private set; }

    /// <summary>Works until it is to end, and gives back whatever it has.</summary>
    public void Run(Func<bool> isToEnd)
    {
        while (!isToEnd())
        {
            Step();
        }

        foreach (var (_, pin) in _pins)
        {
            pin.Dispose();
        }

        foreach (var (_, stored) in _holds)
        {
            stored.Dispose();
        }

        foreach (var writer in _unsealed)
        {
            writer.Dispose();
        }
    }

    private void Step()
    {
        switch (_random.Next(16))
        {
            case < 5:
                Create();
                break;
            case < 10:
                Get();
                break;
            case < 12:
                PinOwn();
                break;
            case < 14 when _pins.Count > 0:
                Release();
                break;
            case 14 when _holds.Count > 0:
                LetGo();
                break;
            case 15 when _pins.Count > 0:
                var (key, pin) = _pins[_random.Next(_pins.Count)];
                Check(pin, key);
                break;
        }
    }

    private void Create()
    {
        if (_holds.Count >= plan.MaxHolds)
        {
            LetGo();
        }

        var key = _random.NextInt64(plan.Keys);
        var size = plan.SizeOf(key);
        if (TryCreate(key, size) is not { } writer)
        {
            return;
        }

        Creations++;
        if (_random.Next(16) == 0)
        {
            Abandon(writer);
            return;
        }

        var contents = SeededContents.Of(key, size);
        var half = _random.Next(size + 1);
        writer.Write(half, contents.AsSpan(half));
        writer.Write(0, contents.AsSpan(0, half));
        _holds.Add((key, writer.Seal()));
    }

    private StoreWriter? TryCreate(long key, int size)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return store.CreateAsync(size, Commands.InfoOf(key), patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            LetGoOfMuch();
            return null;
        }
    }

    // Never sealed, but kept for a while.
    private void Abandon(StoreWriter writer)
    {
        _unsealed.Add(writer);
        if (_unsealed.Count > 2)
        {
            _unsealed[0].Dispose();
            _unsealed.RemoveAt(0);
        }
    }

    private void Get()
    {
        var key = _random.NextInt64(plan.Keys);
        try
        {
            Keep(key, get(Commands.InfoOf(key).Id, _random.Next(8) == 0 ? TimeSpan.FromMilliseconds(_random.Next(5)) : null));
        }
        catch (Exception exception) when (exception is KeyNotFoundException or TimeoutException)
        {
            // Nobody has it at the moment.
        }
        catch (ObjectStoreFullException)
        {
            LetGoOfMuch();
        }
    }

    private void PinOwn()
    {
        if (_holds.Count == 0)
        {
            return;
        }

        var index = _random.Next(_holds.Count);
        var (key, stored) = _holds[index];
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            Keep(key, stored.PinAsync(patience.Token).AsTask().GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectStoreFullException)
        {
            LetGoOfMuch();
        }
        catch (ObjectDisposedException) when (store is StoreClient { IsOpen: true })
        {
            // The node had taken it over, and has freed it.
            stored.Dispose();
            _holds.RemoveAt(index);
        }
    }

    private void Keep(long key, ObjectPin pin)
    {
        Check(pin, key);
        _pins.Add((key, pin));
        if (_pins.Count > plan.MaxPins)
        {
            Release();
        }
    }

    private void Check(ObjectPin pin, long key)
    {
        Reads++;
        if (pin.Length != plan.SizeOf(key) || !SeededContents.Are(pin.Span, key))
        {
            throw new InvalidDataException($"Object {key} of {pin.Length} bytes is not what was put, at step {Reads} of seed {plan.Seed}.");
        }
    }

    private void Release()
    {
        var index = _random.Next(_pins.Count);
        var (key, pin) = _pins[index];
        _pins.RemoveAt(index);
        Check(pin, key);

        // Some are left to the collector.
        if (_random.Next(32) > 0)
        {
            pin.Dispose();
        }
    }

    private void LetGo()
    {
        if (_holds.Count > 0)
        {
            var index = _random.Next(_holds.Count);
            var (_, stored) = _holds[index];
            _holds.RemoveAt(index);
            if (_random.Next(32) > 0)
            {
                stored.Dispose();
            }
        }
    }

    private void LetGoOfMuch()
    {
        for (var pins = _pins.Count / 2; pins >= 0 && _pins.Count > 0; pins--)
        {
            Release();
        }

        LetGo();
        _unsealed.ForEach(static writer => writer.Dispose());
        _unsealed.Clear();
    }
}
