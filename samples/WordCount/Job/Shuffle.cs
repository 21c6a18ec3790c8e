namespace WordCount.Job;

/// <summary>Hands each partition's objects to its reducer: as references, so the counts never pass through the driver.</summary>
internal sealed class Shuffle : IAsyncDisposable
{
    private readonly Reducer.Handle[] _reducers;
    private readonly Queue<ObjectRef<Unit>> _underway = new();
    private readonly int _limit;

    public Shuffle(int partitions, int limit)
    {
        _reducers = [.. Enumerable.Range(0, partitions).Select(static _ => Reducer.Remote.Create())];
        _limit = limit;
    }

    /// <summary>Adds what a map task counted in a chunk of a file. Waits, as the others do, while too many calls are on their way.</summary>
    public async Task AddAsync(FileProgress file, MapOutput output)
    {
        for (var partition = 0; partition < _reducers.Length; partition++)
        {
            await EnqueueAsync(_reducers[partition].Add(file.Id, output.Partitions[partition]));
        }
    }

    /// <summary>All chunks of a file are there, so it counts.</summary>
    public async Task KeepAsync(FileProgress file)
    {
        foreach (var reducer in _reducers)
        {
            await EnqueueAsync(reducer.Keep(file.Id));
        }
    }

    /// <summary>A file does not count, nor do the chunks of it that were added.</summary>
    public async Task DropAsync(FileProgress file)
    {
        foreach (var reducer in _reducers)
        {
            await EnqueueAsync(reducer.Drop(file.Id));
        }
    }

    /// <summary>What the reducers have when all counts have arrived.</summary>
    public async Task<ReducerSummary[]> CompleteAsync(int top)
    {
        await Ray.GetAsync([.. _underway]);
        return await Ray.GetAsync([.. _reducers.Select(reducer => reducer.Summarize(top))]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reducer in _reducers)
        {
            await reducer.DisposeAsync();
        }
    }

    private async Task EnqueueAsync(ObjectRef<Unit> call)
    {
        _underway.Enqueue(call);
        if (_underway.Count > _limit)
        {
            await _underway.Dequeue();
        }
    }
}
