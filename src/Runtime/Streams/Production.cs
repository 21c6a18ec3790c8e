using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Streams;

/// <summary>Runs the code of a streaming method and adds what it yields to the stream, as fast as that is read.</summary>
/// <remarks>However it ends, the method's <c>finally</c> blocks have run when it has.</remarks>
internal static class Production
{
    /// <summary>
    /// Awaits the items, and the reader. It resumes where it was called from, so that an actor's method runs in the actor's turns; a method
    /// with <c>yield</c> and without <c>await</c> may go on on another thread after an item.
    /// </summary>
    public static async ValueTask<Unit> RunAsync<T>(ItemStream<T> stream, StreamSource<T> source, CancellationToken cancellationToken)
    {
        var attempt = stream.BeginAttempt();
        var position = 0u;
        await using var items = source.GetAsyncEnumerator(cancellationToken);
        while (await items.MoveNextAsync())
        {
            if (stream.Add(attempt, position++, items.Current) is { } room)
            {
                using var registration = cancellationToken.UnsafeRegister(static room => ((StreamSignal)room!).StopWaiting(), room);
                await new ValueTask<Unit>(room, 0);
                stream.ThrowIfStopped(attempt);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        stream.EndAttempt(position);
        return default;
    }

    /// <summary>Keeps its thread, also while it waits for the reader.</summary>
    public static Unit Run<T>(ItemStream<T> stream, IEnumerable<T> source, CancellationToken cancellationToken)
    {
        var attempt = stream.BeginAttempt();
        var position = 0u;
        foreach (var item in source)
        {
            if (stream.Add(attempt, position++, item) is { } room)
            {
                BlockingWaiter.WaitFor(room, Timeout.InfiniteTimeSpan, cancellationToken);
                stream.ThrowIfStopped(attempt);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        stream.EndAttempt(position);
        return default;
    }
}
