using WordCount.Counting;

namespace WordCount.Job;

/// <summary>Counts the words of files: a window of map tasks, a shuffle, and a reduce actor for each partition.</summary>
internal sealed class WordCountJob(WordCountOptions options, IProgress<WordCountProgress>? progress = null)
{
    private readonly Dictionary<ObjectId, FileProgress> _files = [];
    private readonly List<SkippedFile> _skipped = [];
    private IReadOnlyList<ObjectRef<MapOutput>> _inFlight = [];
    private WordCountProgress _done;
    private int _lastFile;
    private int _counted;
    private long _bytes;

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<WordCountResult> RunAsync(FolderListing listing, CancellationToken cancellationToken = default)
    {
        _skipped.AddRange(listing.Skipped);
        await using var shuffle = new Shuffle(options.Partitions, options.Window * options.Partitions);
        try
        {
            foreach (var file in listing.Files)
            {
                await SubmitAsync(file, shuffle, cancellationToken);
            }

            await DrainAsync(0, shuffle, cancellationToken);
        }
        finally
        {
            // Nothing is left here unless the job failed or was cancelled.
            foreach (var task in _inFlight)
            {
                await Ray.CancelAsync(task);
            }
        }

        return ToResult(await shuffle.CompleteAsync(options.Top));
    }

    private async Task SubmitAsync(TextFile file, Shuffle shuffle, CancellationToken cancellationToken)
    {
        var chunks = FileChunk.Of(file, options.ChunkBytes).ToList();
        var state = new FileProgress(++_lastFile, file, chunks.Count);

        // An empty file has no chunks.
        if (state.IsDone)
        {
            await FinishAsync(state, shuffle);
        }

        foreach (var chunk in chunks)
        {
            await DrainAsync(options.Window - 1, shuffle, cancellationToken);
            if (state.Problem is null)
            {
                var task = Mapper.Remote.Count(chunk, options.Partitions);
                _inFlight = [.. _inFlight, task];
                _files.Add(task.Id, state);
                continue;
            }

            state.Omit();
            if (state.IsDone)
            {
                await FinishAsync(state, shuffle);
            }
        }
    }

    private async Task DrainAsync(int limit, Shuffle shuffle, CancellationToken cancellationToken)
    {
        while (_inFlight.Count > limit)
        {
            var (ready, remaining) = await Ray.WaitAsync(_inFlight, cancellationToken: cancellationToken);
            _inFlight = remaining;
            var output = await ready[0];
            _files.Remove(ready[0].Id, out var state);
            state!.Add(output);
            Report(files: 0, output.Bytes);
            if (state.Problem is null)
            {
                await shuffle.AddAsync(state, output);
            }

            if (state.IsDone)
            {
                await FinishAsync(state, shuffle);
            }
        }
    }

    private async Task FinishAsync(FileProgress state, Shuffle shuffle)
    {
        if (state.Problem is { } problem)
        {
            _skipped.Add(new SkippedFile(state.File.Path, problem));
            await shuffle.DropAsync(state);
        }
        else
        {
            _counted++;
            _bytes += state.File.Length;
            await shuffle.KeepAsync(state);
        }

        Report(files: 1, state.File.Length - state.Bytes);
    }

    private void Report(int files, long bytes)
    {
        _done = new WordCountProgress(_done.Files + files, _done.Bytes + bytes);
        progress?.Report(_done);
    }

    private WordCountResult ToResult(ReducerSummary[] summaries) => new()
    {
        Top = WordFrequency.Top(summaries.SelectMany(static summary => summary.Top), options.Top),
        Words = summaries.Sum(static summary => summary.Words),
        Distinct = summaries.Sum(static summary => (long)summary.Distinct),
        Files = _counted,
        Bytes = _bytes,
        Skipped = [.. _skipped.OrderBy(static file => file.Path, StringComparer.Ordinal)],
    };
}
