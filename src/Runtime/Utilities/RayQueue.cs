using System.Globalization;
using Orleans.Ray.Actors;
using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;
using Orleans.Ray.Utilities;

namespace Orleans.Ray;

/// <summary>
/// A first-in-first-out queue that tasks and actors share: an actor holds its items, and this is a handle of it. Ray's <c>ray.util.queue.Queue</c>.
/// </summary>
/// <typeparam name="T">What it holds. Items are copied in and out, unless their type cannot change.</typeparam>
/// <remarks>
/// <para>
/// Pass it to tasks and actors, which then hold a handle of their own. The queue, with what is left in it, ends when its last handle is
/// gone and nobody waits on it any more, or by <see cref="ShutdownAsync"/>; from then on every use throws <see cref="ActorDiedException"/>.
/// </para>
/// <para>A task that waits on a queue gives its CPU back meanwhile. Who waits first is served first.</para>
/// </remarks>
public sealed class RayQueue<T> : IForkable, IAsyncDisposable
{
    private readonly QueueActor<T>.Handle _actor;

    /// <summary>Creates a queue on the node of the code that calls.</summary>
    /// <param name="maxSize">How many items it holds at most; 0 for no limit.</param>
    /// <param name="options">Options of the actor that holds the items: its resources, or a name, with which <see cref="ActorOptions.GetIfExists"/> finds the queue again.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxSize"/> is negative.</exception>
    /// <exception cref="RayNotInitializedException">No node runs in this process.</exception>
    public RayQueue(int maxSize = 0, ActorOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxSize);
        MaxSize = maxSize;
        _actor = QueueActor<T>.Remote.Create(maxSize, options);
    }

    private RayQueue(QueueActor<T>.Handle actor, int maxSize)
    {
        _actor = actor;
        MaxSize = maxSize;
    }

    /// <summary>How many items the queue holds at most, as this handle was created with; 0 for no limit.</summary>
    public int MaxSize { get; }

    /// <summary>Puts an item at the end, when there is room for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait for room; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting. The item is then not put.</param>
    /// <exception cref="QueueFullException">There was no room in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task PutAsync(T item, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = Timeouts.Check(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = TicketFor(cancellationToken);
        await using var giver = HoldToGiveUp(cancellationToken);
        var call = _actor.PutAsync(Arg<T>.Of(item), limit, ticket);
        await using var registration = GiveUpWith(giver, ticket, cancellationToken).ConfigureAwait(false);
        if (!await Ray.GetAsync(call, cancellationToken: CancellationToken.None).ConfigureAwait(false))
        {
            ThrowIfCancelled(limit, cancellationToken);
            throw new QueueFullException(string.Create(
                CultureInfo.InvariantCulture,
                $"The queue holds {MaxSize} items, which is its limit, and had no room within {limit}. Take items out of it, wait longer, or create it with a larger maxSize."));
        }
    }

    /// <summary>Takes the first item, when there is one.</summary>
    /// <param name="timeout">How long to wait for an item; null for ever, zero not to wait.</param>
    /// <param name="cancellationToken">Ends the waiting. An item that had been taken by then is still returned, so none is lost.</param>
    /// <exception cref="QueueEmptyException">There was none in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<T> GetAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        var limit = Timeouts.Check(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = TicketFor(cancellationToken);
        await using var giver = HoldToGiveUp(cancellationToken);
        var call = _actor.TakeAsync(limit, ticket);
        await using var registration = GiveUpWith(giver, ticket, cancellationToken).ConfigureAwait(false);
        var (taken, item) = await Ray.GetAsync(call, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        if (!taken)
        {
            ThrowIfCancelled(limit, cancellationToken);
            throw new QueueEmptyException($"The queue had no item within {limit}. Wait longer, or ask for none with TryGetAsync.");
        }

        return item!;
    }

    /// <summary>Puts an item at the end if there is room for it now.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False where there is none, and the item was not put.</returns>
    public async Task<bool> TryPutAsync(T item) =>
        await Ray.GetAsync(_actor.PutAsync(Arg<T>.Of(item), TimeSpan.Zero, Guid.Empty)).ConfigureAwait(false);

    /// <summary>Takes the first item if there is one now.</summary>
    /// <returns>Whether there was one, and the item.</returns>
    public async Task<(bool Taken, T? Item)> TryGetAsync() =>
        await Ray.GetAsync(_actor.TakeAsync(TimeSpan.Zero, Guid.Empty)).ConfigureAwait(false);

    /// <summary>Puts several items at the end, next to each other, if there is room for all of them now.</summary>
    /// <param name="items">The items, in their order.</param>
    /// <exception cref="QueueFullException">There is not; none of them was put.</exception>
    public async Task PutBatchAsync(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] own = [.. items];
        var lacking = await Ray.GetAsync(_actor.PutAll(own)).ConfigureAwait(false);
        if (lacking > 0)
        {
            throw new QueueFullException(string.Create(
                CultureInfo.InvariantCulture,
                $"{own.Length} items were to be put into a queue that holds {MaxSize} at most, and there is room for {lacking} fewer. None was put. Take items out of it, or put fewer at once."));
        }
    }

    /// <summary>Takes the first items, if there are so many now.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Exactly so many items, in their order.</returns>
    /// <exception cref="QueueEmptyException">There are fewer; none of them was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public async Task<T[]> GetBatchAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return await Ray.GetAsync(_actor.TakeAll(count)).ConfigureAwait(false)
            ?? throw new QueueEmptyException(string.Create(CultureInfo.InvariantCulture, $"The queue does not hold {count} items. None was taken; ask for fewer, or wait for them one by one."));
    }

    /// <summary>How many items the queue holds. By the time the caller knows, it may be another number.</summary>
    public async Task<int> SizeAsync() => await Ray.GetAsync(_actor.Count()).ConfigureAwait(false);

    /// <summary>Whether the queue holds nothing.</summary>
    public async Task<bool> IsEmptyAsync() => await SizeAsync().ConfigureAwait(false) == 0;

    /// <summary>Whether the queue holds as many items as it may.</summary>
    public async Task<bool> IsFullAsync() => await Ray.GetAsync(_actor.IsFull()).ConfigureAwait(false);

    /// <summary>Ends the queue and lets go of its items. Whoever waits on it is told so, with <see cref="ActorDiedException"/>.</summary>
    public Task ShutdownAsync() => NodeRay.KillAsync(_actor, noRestart: true, "was shut down");

    /// <summary>Gives this handle of the queue up; the queue ends with the last one.</summary>
    public ValueTask DisposeAsync() => _actor.DisposeAsync();

    object IForkable.Fork() => new RayQueue<T>((QueueActor<T>.Handle)_actor.Fork(), MaxSize);

    // Who cannot be cancelled needs no ticket.
    private static Guid TicketFor(CancellationToken cancellationToken) => cancellationToken.CanBeCanceled ? Guid.NewGuid() : Guid.Empty;

    private static void ThrowIfCancelled(TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (limit == Timeout.InfiniteTimeSpan)
        {
            throw new OperationCanceledException("The task that waited on the queue was cancelled.");
        }
    }

    private static CancellationTokenRegistration GiveUpWith(QueueActor<T>.Handle? giver, Guid ticket, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(_ => giver?.GiveUp(ticket), null);

    /// <summary>The handle by which who waits is told to give up: one of its own, since the queue's may be disposed of meanwhile. Null where nobody cancels, or nobody can hold the queue any more.</summary>
    private QueueActor<T>.Handle? HoldToGiveUp(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled && _actor.Reference.Cell.TryHold() is { } hold ? Over<QueueActor<T>.Handle>(hold) : null;

    private static THandle Over<THandle>(ActorReference hold)
        where THandle : ActorHandle, IActorHandle<THandle> => THandle.FromReference(hold);
}
