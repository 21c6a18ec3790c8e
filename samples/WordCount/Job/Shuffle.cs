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

    /// <summary>Adds a map task's counts. Waits while too many are on their way.</summary>
    public async Task AddAsync(MapOutput output)
    {
        for (var partition = 0; partition < _reducers.Length; partition++)
        {
            _underway.Enqueue(_reducers[partition].Add(output.Partitions[partition]));
            if (_underway.Count > _limit)
            {
                await _underway.Dequeue();
            }
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
}
