using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Ray.Objects;
using Orleans.Ray.Utilities;

namespace Orleans.Ray;

/// <content>Getting the results, each once.</content>
public sealed partial class ActorPool<T>
{
    /// <summary>The result of the earliest submission that was not fetched.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="timeout">How long to wait for it; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">There is none, or its result is of another type.</exception>
    /// <exception cref="GetTimeoutException">It was not there in time; it can still be fetched later.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public async Task<TResult> GetNextAsync<TResult>(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = Timeouts.Check(timeout);
        Submission<T> submission;
        lock (_lock)
        {
            submission = _unfetched.Count > 0 ? _unfetched.First().Value : throw NothingToFetch();
            if (submission is not ISubmission<TResult>)
            {
                throw new InvalidOperationException($"The next result of the pool is of type {submission.ResultType}, not {typeof(TResult)}. Ask for that type.");
            }

            _unfetched.Remove(submission.Index);
        }

        return await FetchAsync<TResult>(submission, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The result of whichever submission has one first.</summary>
    /// <typeparam name="TResult">The result's type; submissions with results of other types are left alone.</typeparam>
    /// <param name="timeout">How long to wait for one; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">Nothing of that type is to be fetched.</exception>
    /// <exception cref="GetTimeoutException">None was there in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public async Task<TResult> GetNextUnorderedAsync<TResult>(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        await (await TakeFirstEndedAsync<TResult>(Timeouts.Check(timeout), static _ => true, cancellationToken).ConfigureAwait(false)
            ?? throw NothingToFetch()).ReadAsync().ConfigureAwait(false);

    /// <summary>Makes a call for each value, at once, and hands out the results in the order of the values.</summary>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <typeparam name="TResult">The results' type.</typeparam>
    /// <param name="call">Makes a call, as <c>(actor, value) => actor.Double(value)</c>.</param>
    /// <param name="values">The values; all of them are submitted before this method returns.</param>
    /// <returns>The results. An error is thrown in the place of its result. What is not enumerated stays to be fetched.</returns>
    public IAsyncEnumerable<TResult> MapAsync<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values) =>
        InOrderAsync<TResult>(AddAll(call, values));

    /// <summary>Makes a call for each value, at once, and hands out the results as they come.</summary>
    /// <typeparam name="TValue">The values' type.</typeparam>
    /// <typeparam name="TResult">The results' type.</typeparam>
    /// <param name="call">Makes a call, as <c>(actor, value) => actor.Double(value)</c>.</param>
    /// <param name="values">The values; all of them are submitted before this method returns.</param>
    /// <returns>The results. What is not enumerated stays to be fetched.</returns>
    public IAsyncEnumerable<TResult> MapUnorderedAsync<TValue, TResult>(Func<T, TValue, ObjectRef<TResult>> call, IEnumerable<TValue> values) =>
        AsTheyComeAsync<TResult>([.. AddAll(call, values).Select(static submission => submission.Index)]);

    private static InvalidOperationException NothingToFetch() => new("The pool has no results to fetch: nothing of that type was submitted, or all of it was fetched.");

    /// <summary>Waits for a submission that was taken out of what is to be fetched, and puts it back where it is not there in time.</summary>
    private async Task<TResult> FetchAsync<TResult>(Submission<T> submission, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            await UntilAsync(() => submission.HasEnded, limit, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                _unfetched.Add(submission.Index, submission);
            }

            // It may have ended while it was out, and nobody else was told.
            TellWaiters();
            throw;
        }

        lock (_lock)
        {
            submission.Member!.Unfetched--;
        }

        return await ((ISubmission<TResult>)submission).ReadAsync().ConfigureAwait(false);
    }

    /// <summary>The first of the unfetched submissions that has ended; null where there is none to wait for.</summary>
    private async Task<ISubmission<TResult>?> TakeFirstEndedAsync<TResult>(TimeSpan limit, Func<long, bool> isWanted, CancellationToken cancellationToken)
    {
        ISubmission<TResult>? taken = null;
        await UntilAsync(
            () =>
            {
                var any = false;
                foreach (var submission in _unfetched.Values)
                {
                    if (submission is not ISubmission<TResult> wanted || !isWanted(submission.Index))
                    {
                        continue;
                    }

                    any = true;
                    if (submission.Member is null)
                    {
                        // Calls are made in their order: none of the later ones has ended.
                        break;
                    }

                    if (submission.HasEnded)
                    {
                        taken = wanted;
                        TryTake(submission);
                        break;
                    }
                }

                return !any || taken is not null;
            },
            limit,
            cancellationToken).ConfigureAwait(false);
        return taken;
    }

    /// <summary>Waits until something is so that a call's end can bring about. It is looked at under the lock.</summary>
    private async Task UntilAsync(Func<bool> isSo, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            PoolChange change;
            lock (_lock)
            {
                if (isSo())
                {
                    return;
                }

                change = _change;
            }

            var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - TimeProvider.System.GetElapsedTime(start);
            if ((limit != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
                || !await ReadyCounter.WaitAsync([change], 1, failFast: false, left, cancellationToken).ConfigureAwait(false))
            {
                throw TimedOut(limit);
            }
        }
    }

    private GetTimeoutException TimedOut(TimeSpan limit)
    {
        lock (_lock)
        {
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{_members.Count(static member => !member.IsReady)} of the pool's {_members.Count} actors have a call under way, and {_waiting.Count} calls wait for an actor");
            return new GetTimeoutException($"No result of the pool was there within {limit}: {reason}.", reason);
        }
    }

    private async IAsyncEnumerable<TResult> InOrderAsync<TResult>(List<Submission<T>> submissions, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var submission in submissions)
        {
            bool isMine;
            lock (_lock)
            {
                // GetNextAsync may have been faster.
                isMine = _unfetched.Remove(submission.Index);
            }

            if (isMine)
            {
                yield return await FetchAsync<TResult>(submission, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<TResult> AsTheyComeAsync<TResult>(HashSet<long> indices, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await TakeFirstEndedAsync<TResult>(Timeout.InfiniteTimeSpan, indices.Contains, cancellationToken).ConfigureAwait(false) is { } submission)
        {
            yield return await submission.ReadAsync().ConfigureAwait(false);
        }
    }
}
