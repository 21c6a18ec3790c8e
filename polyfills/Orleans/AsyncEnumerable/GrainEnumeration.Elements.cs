namespace Orleans.Runtime;

/// <summary>
/// The grain's side of one enumeration. Runs on the grain's turns only, so that nothing here needs a lock; calls interleave
/// at awaits, so that <see cref="CloseAsync"/> may come while <see cref="NextAsync"/> waits.
/// </summary>
/// <remarks>
/// Open, until the source ends, fails or is closed; it is disposed of exactly once, by whichever of these comes first, and
/// never while its MoveNextAsync is under way. A step that was begun and not finished in one call is kept for the next one,
/// as is a failure that comes after elements: those are handed over first.
/// </remarks>
internal sealed class GrainEnumeration<T>(RequestBase request, IAsyncEnumerator<T> source, int maxBatchSize) : GrainEnumeration
{
    private readonly CancellationTokenSource _closing = new();
    private Task<bool>? _step;
    private bool _isClosed;

    public override async ValueTask<(EnumerationResult Status, object Value)> NextAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        IsBusy = true;
        try
        {
            // Cancelled where the call is, which is on the grain's turns.
            await using var cancelling = cancellationToken.UnsafeRegister(static request => ((RequestBase)request!).CancelCallee(), request);
            return await NextCoreAsync(patience, time);
        }
        finally
        {
            IsBusy = false;
            LastUsed = time.GetTimestamp();
        }
    }

    public override async Task CloseAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            request.CancelCallee();
        }
        finally
        {
            await _closing.CancelAsync();
            if (_step is not null)
            {
                // Its outcome has no one to go to.
                await ((Task)_step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            await source.DisposeAsync();
        }
    }

    private async ValueTask<(EnumerationResult Status, object Value)> NextCoreAsync(TimeSpan patience, TimeProvider time)
    {
        List<T>? elements = null;
        while (!_isClosed)
        {
            bool hasElement;
            try
            {
                if (_step is null)
                {
                    var step = source.MoveNextAsync();
                    if (step.IsCompletedSuccessfully)
                    {
                        hasElement = step.Result;
                    }
                    else
                    {
                        _step = step.AsTask();
                        continue;
                    }
                }
                else if (!_step.IsCompleted)
                {
                    if (elements is not null)
                    {
                        return Elements(elements);
                    }

                    await ((Task)_step).WaitAsync(patience, time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                    if (!_step.IsCompleted)
                    {
                        return _isClosed ? (EnumerationResult.MissingEnumeratorError, null!) : (EnumerationResult.Heartbeat, null!);
                    }

                    continue;
                }
                else if (elements is not null && !_step.IsCompletedSuccessfully)
                {
                    return Elements(elements);
                }
                else
                {
                    hasElement = await _step;
                    _step = null;
                }

                if (!hasElement)
                {
                    await DisposeAsync();
                }
            }
            catch (OperationCanceledException) when (request.CalleeToken.IsCancellationRequested)
            {
                return await FailAsync(EnumerationResult.Canceled, null);
            }
            catch (Exception exception)
            {
                return await FailAsync(EnumerationResult.Error, exception);
            }

            if (!hasElement)
            {
                return elements is null ? (EnumerationResult.Completed, null!) : Elements(elements, EnumerationResult.Completed);
            }

            (elements ??= []).Add(source.Current);
            if (elements.Count >= maxBatchSize)
            {
                return Elements(elements);
            }
        }

        return elements is null ? (EnumerationResult.MissingEnumeratorError, null!) : Elements(elements);
    }

    private static (EnumerationResult Status, object Value) Elements(List<T> elements, EnumerationResult more = 0) => elements.Count == 1
        ? (EnumerationResult.Element | more, elements[0]!)
        : (EnumerationResult.Batch | more, elements.ToArray());

    private async ValueTask<(EnumerationResult Status, object Value)> FailAsync(EnumerationResult status, Exception? exception)
    {
        _step = null;
        try
        {
            await DisposeAsync();
        }
        catch (Exception second)
        {
            return (EnumerationResult.Error, exception is null ? second : new AggregateException(exception, second));
        }

        return (status, exception!);
    }

    private ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return default;
        }

        _isClosed = true;
        return source.DisposeAsync();
    }
}
