namespace Orleans.Ray.Actors;

/// <summary>What follows a crash: another life, and another attempt for the calls that may have one.</summary>
/// <remarks>
/// <para>
/// A crash ends a life and begins the next under <see cref="Gate"/>, in one step. Each call of the life that is over is then one of these: it runs,
/// and has an attempt left: that goes first into the queue, in the order in which the calls had started. It waits, and may run again: it
/// stays in the queue. Any other call fails with <see cref="ActorUnavailableException"/>: nobody knows whether it has run. Calls without retries
/// that come while the actor is down fail too, since they would wait for nobody knows how long.
/// </para>
/// <para>
/// Resources go back before they are asked for again. A second crash of the same life is ignored: it comes from code that the first one left behind.
/// </para>
/// </remarks>
internal sealed partial class ActorCell
{
    // Crashes that follow each other closely are followed by longer and longer waits. The first two are for free.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongLife = TimeSpan.FromSeconds(10);

    // Of the construction that has started last. Changed under the lock, together with whether that can crash: a crash that found none, or one
    // which runs already, would leave its calls to a life that never begins.
    private volatile IReconstruction? _reconstruction;
    private int _shortLives;

    /// <summary>Ends the present instance as a crash would; completes when there is another one, or the actor has ended.</summary>
    public async Task RestartAsync(string reason)
    {
        var exception = new WorkerCrashedException($"{this} {reason}.");
        Crash(Life, exception, crashed: null, isKill: true);
        await Task.WhenAny(Life.Begun, _ended.Task).ConfigureAwait(false);
    }

    /// <summary>Ends a life as its process's death would.</summary>
    /// <param name="life">The life; nothing happens where it is over already.</param>
    /// <param name="exception">What happened.</param>
    /// <param name="crashed">The call that crashed, where one did.</param>
    /// <param name="isKill">Whether somebody wanted it, so that the next life need not wait.</param>
    /// <returns>What <paramref name="crashed"/> fails with; null where it runs again.</returns>
    public RayException? Crash(ActorLife life, Exception exception, IActorCall? crashed, bool isKill = false)
    {
        var unavailable = new ActorUnavailableException($"{this} crashed and is to be constructed again: {exception.Message} The call may or may not have run. Give it retries with MaxTaskRetries, or call again later.", exception);
        var ended = new List<IActorCall>();
        var again = new List<IActorCall>();
        ActorLife next;
        TimeSpan delay;
        bool runsAgain;
        lock (Gate)
        {
            if (!IsLiving(life))
            {
                return unavailable;
            }

            if (IsRestartable && !life.IsUnderConstruction)
            {
                // There is no instance yet that could end; the one to come is the next.
                return unavailable;
            }

            if (_maxRestarts >= 0 && NumRestarts >= _maxRestarts)
            {
                next = life;
                runsAgain = false;
                delay = default;
            }
            else
            {
                NumRestarts++;
                life.Close();
                runsAgain = MoveCallsNeedsLock(life, crashed, ended, again);
                delay = isKill ? TimeSpan.Zero : NextDelayNeedsLock(life);
                next = new ActorLife(this, _queues);
                _status = ActorStatus.Restarting;
                Volatile.Write(ref _life, next);
            }
        }

        if (ReferenceEquals(next, life))
        {
            var death = new ActorDiedException($"{this} crashed{(NumRestarts == 0 ? string.Empty : $" and was restarted {NumRestarts} times already")}: {exception.Message}", exception);
            Die(death);
            return DeathError();
        }

        life.SetBegun();
        life.ReleaseResources();
        foreach (var call in ended)
        {
            call.Abort(unavailable);
        }

        foreach (var call in again)
        {
            call.Managed!.BeginLimits(call);
        }

        EndIfDown();
        _ = BeginAsync(next, delay);
        return runsAgain ? null : unavailable;
    }

    public long NextStart() => Interlocked.Increment(ref _starts);

    /// <summary>Puts another attempt before the calls that have not run yet. <see cref="Announce"/> must follow, outside of the lock.</summary>
    public void AddAgainNeedsLock(IActorCall call) => _queues[GroupOf(call)].AddAgain(call);

    public void Announce(IActorCall call)
    {
        Interlocked.MemoryBarrier();
        Life.MailboxAt(GroupOf(call)).Schedule();
        EndIfDown();
    }

    /// <summary>Sorts out the calls of a life that ends; whether the one that crashed runs again.</summary>
    private bool MoveCallsNeedsLock(ActorLife life, IActorCall? crashed, List<IActorCall> ended, List<IActorCall> again)
    {
        var running = life.Running();
        if (crashed is not null)
        {
            running = running.Append(crashed).Distinct();
        }

        var runsAgain = false;
        var waiting = TakeQueued();
        foreach (var call in running.OrderBy(static call => call.Managed?.StartOrder ?? long.MaxValue))
        {
            if (call.Managed?.TryRunAgainAfterCrash(call, this) is { } next)
            {
                _queues[GroupOf(next)].AddAgain(next);
                again.Add(next);
                runsAgain |= ReferenceEquals(call, crashed);
            }
            else if (!ReferenceEquals(call, crashed))
            {
                ended.Add(call);
            }
        }

        SortWaiting(waiting, ended);
        return runsAgain;
    }

    private List<IActorCall> TakeQueued()
    {
        var taken = new List<IActorCall>();
        foreach (var queue in _queues)
        {
            while (queue.TryTake(out var call))
            {
                taken.Add(call);
            }
        }

        return taken;
    }

    private void SortWaiting(List<IActorCall> waiting, List<IActorCall> ended)
    {
        foreach (var call in waiting)
        {
            if (call.Managed is { MayRunAgain: true })
            {
                _queues[GroupOf(call)].AddAgain(call);
            }
            else
            {
                ended.Add(call);
            }
        }
    }

    private void AbortWithoutRetries()
    {
        var ended = new List<IActorCall>();
        bool isNotNeeded;
        lock (Gate)
        {
            if (_status != ActorStatus.Restarting)
            {
                return;
            }

            SortWaiting(TakeQueued(), ended);

            // Nobody is left for whom there would have to be another instance. Another thread that sorts has calls out of their queue meanwhile.
            isNotNeeded = _ending && !HasHeldCalls && Array.TrueForAll(_queues, static queue => queue.IsEmpty) && TryMarkDead(LastHandleGone());
        }

        if (ended.Count > 0)
        {
            var unavailable = new ActorUnavailableException($"{this} has crashed and is not constructed again yet. Give the call retries with MaxTaskRetries, or call again later.");
            foreach (var call in ended)
            {
                call.Abort(unavailable);
            }
        }

        if (isNotNeeded)
        {
            EndAtOnce(DeathError());
        }
    }

    private TimeSpan NextDelayNeedsLock(ActorLife life)
    {
        var lived = life.Instance is null ? TimeSpan.Zero : Node.Time.GetElapsedTime(life.BegunAt);
        _shortLives = lived >= LongLife ? 0 : _shortLives + 1;
        return _shortLives <= 2 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << Math.Min(_shortLives - 3, 20), LongestDelay.Ticks));
    }

    private async Task BeginAsync(ActorLife life, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, Node.Time).ConfigureAwait(false);
        }

        if (IsLiving(life))
        {
            _reconstruction?.Begin(life);
        }
    }
}
