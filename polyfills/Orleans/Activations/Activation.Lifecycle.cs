namespace Orleans.Runtime;

/// <content>The beginning and the end of an activation. All of it runs on the activation's own turns.</content>
/// <remarks>
/// <para>Beginning: constructor, registration, rehydration, lifecycle stages, OnActivateAsync; then Valid. One that finds
/// another registered ends (DuplicateActivation), and what waits for it is forwarded there. One that fails ends
/// (ActivationFailed), and what waits gets the exception. Neither ran to OnActivateAsync's end: neither gets OnDeactivateAsync.</para>
/// <para>End: no waiting request is started; when those that run have ended, timers are disposed of, OnDeactivateAsync and the
/// lifecycle's stop run, values migrate, then the entry in the directory, the place in the catalog and the instance with
/// its scope are given up, in this order: the next activation finds no entry of this one, or the one that it may replace.
/// What waited until then is addressed anew.</para>
/// </remarks>
internal sealed partial class Activation
{
    private ActivationEnding? _ending;

    private bool IsEnding => Volatile.Read(ref _ending) is not null;

    public override void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) =>
        RunInTurns(() => RunActivationAsync(requestContext, cancellationToken));

    /// <summary>The first reason wins. Takes effect when the requests that run now have ended.</summary>
    public override void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (TryBeginEnding(deactivationReason, cancellationToken))
        {
            Turns.Enqueue(new Action(BeginDeactivation));
        }
    }

    /// <summary>Ends without a word to the grain: the silo is gone.</summary>
    public void Abandon() => Turns.Enqueue(new Action(() =>
    {
        DisposeTimers();
        _streams?.Dispose();
        _state = ActivationState.Gone;
        SetEnded();
    }));

    /// <summary>
    /// Leaves an activation to itself whose request does not end, maybe not even its turn: the grain's next message makes
    /// another one. What waited is sent there; what runs may still answer.
    /// </summary>
    private async Task AbandonStuckAsync(DeactivationReason reason)
    {
        TryBeginEnding(reason, CancellationToken.None);
        if (_state == ActivationState.Gone)
        {
            return;
        }

        _state = ActivationState.Gone;
        DisposeTimers();
        _streams?.Dispose();
        await UnregisterAsync();
        Leave();
        SetEnded();
        foreach (var message in Turns.TakeMessages())
        {
            OnMessageTooLate(message);
        }

        Turns.Enqueue(new Action(SendWaitingOn));
    }

    private bool TryBeginEnding(DeactivationReason reason, CancellationToken cancellationToken) =>
        Volatile.Read(ref _ending) is null && Interlocked.CompareExchange(ref _ending, new ActivationEnding(reason, cancellationToken), null) is null;

    private async Task RunActivationAsync(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        using var timeout = new TurnTimeout(this, Shared.Time, Shared.Collection.ActivationTimeout, cancellationToken);
        try
        {
            RequestContextExtensions.Import(requestContext);
            CreateInstance();
            if (_class.Strategy.IsUsingGrainDirectory
                && await DirectoryRegistration.RegisterAsync(Shared.Directories.Of(_class), this, _migration?.Previous, Shared.Locator.IsGone) is { } winner)
            {
                await EndAsDuplicateAsync(winner);
                return;
            }

            _migration?.SetArrived(hasReplaced: true);
            JoinLifecycle();
            Rehydrate();
            if (_lifecycle is { } lifecycle)
            {
                await timeout.WaitAsync(lifecycle.OnStart(timeout.Token));
            }

            if (_instance is IGrainBase grain)
            {
                await timeout.WaitAsync(grain.OnActivateAsync(timeout.Token));
            }
        }
        catch (Exception exception)
        {
            await EndAsFailedAsync(exception is OperationCanceledException && timeout.HasPassed
                ? new TimeoutException($"Activation of {GrainId} took longer than {Shared.Collection.ActivationTimeout}.", exception)
                : exception);
            return;
        }

        _migration = null;
        _state = ActivationState.Valid;
        if (IsEnding)
        {
            BeginDeactivation();
        }

        StartWaiting();
    }

    private void CreateInstance()
    {
        try
        {
            _instance = _class.CreateInstance(this);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Failed to create an instance of grain type {_class.GrainType}: {exception.Message}", exception);
        }
    }

    private void JoinLifecycle()
    {
        if (_instance is ILifecycleParticipant<IGrainLifecycle> participant)
        {
            participant.Participate(Lifecycle);
        }

        if (_instance is IGrainMigrationParticipant migrating)
        {
            Lifecycle.AddMigrationParticipant(migrating);
        }
    }

    private async Task EndAsDuplicateAsync(GrainAddress winner)
    {
        TryBeginEnding(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, $"The registered activation is {winner}."), CancellationToken.None);
        _ending!.Winner = winner;
        await EndAsync();
        SendWaitingOn();
    }

    private async Task EndAsFailedAsync(Exception exception)
    {
        LogActivationFailed(Shared.Logger, GrainId, exception);
        TryBeginEnding(new DeactivationReason(DeactivationReasonCode.ActivationFailed, exception, "The activation failed."), CancellationToken.None);
        _ending!.Failure = exception;
        using var timeout = new TurnTimeout(this, Shared.Time, Shared.Collection.DeactivationTimeout, CancellationToken.None);
        await StopLifecycleAsync(timeout);
        await EndAsync();
        SendWaitingOn();
    }

    private void BeginDeactivation()
    {
        if (_state != ActivationState.Valid)
        {
            // Not active yet: RunActivationAsync comes back here. Otherwise it is under way.
            return;
        }

        _state = ActivationState.Deactivating;
        CloseStreams();
        if (RunningCount == 0)
        {
            Observe(FinishDeactivationAsync);
        }
    }

    private async Task FinishDeactivationAsync()
    {
        var token = _ending!.Token;
        using var timeout = new TurnTimeout(this, Shared.Time, Shared.Collection.DeactivationTimeout, token);
        try
        {
            DisposeTimers();
            if (_streamsClosing is { } closing)
            {
                await timeout.WaitAsync(closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            if (_instance is IGrainBase grain && !token.IsCancellationRequested)
            {
                await timeout.WaitAsync(grain.OnDeactivateAsync(_ending.Reason, timeout.Token));
            }
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Shared.Logger, GrainId, exception);
        }

        // What migrates is what the grain had before its storage and its other parts stopped.
        var luggage = Pack();
        await StopLifecycleAsync(timeout);
        await SendMigrationAsync(luggage);
        await EndAsync();
        SendWaitingOn();
    }

    private async Task StopLifecycleAsync(TurnTimeout timeout)
    {
        if (_lifecycle is not { } lifecycle)
        {
            return;
        }

        try
        {
            await timeout.WaitAsync(lifecycle.OnStop(timeout.Token));
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Shared.Logger, GrainId, exception);
        }
    }

    private void SendWaitingOn()
    {
        foreach (var message in TakeWaiting())
        {
            try
            {
                OnMessageTooLate(message);
            }
            catch (Exception exception)
            {
                Shared.Runtime.Reject(message, exception);
            }
        }
    }

    private async Task EndAsync()
    {
        DisposeTimers();
        _migration?.SetArrived(hasReplaced: false);
        await UnregisterAsync();
        _state = ActivationState.Gone;
        Leave();
        await DisposeInstanceAsync();
        SetEnded();
    }

    private async Task UnregisterAsync()
    {
        try
        {
            if (IsRegistered && _migration?.Target is null)
            {
                await Shared.Directories.Of(_class).Unregister(Address);
            }
        }
        catch (Exception exception)
        {
            LogUnregisterFailed(Shared.Logger, GrainId, exception);
        }

        IsRegistered = false;
    }

    private void Leave()
    {
        if (_pool is null)
        {
            Shared.Catalog.Remove(this);
        }
        else
        {
            _pool.Remove(this);
        }
    }

    private void SetEnded()
    {
        _hasEnded = true;
        Interlocked.MemoryBarrier();
        _deactivated?.TrySetResult();
    }

    private async Task DisposeInstanceAsync()
    {
        try
        {
            switch (_instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (_scope is IAsyncDisposable scope)
            {
                await scope.DisposeAsync();
            }
            else
            {
                _scope?.Dispose();
            }
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Shared.Logger, GrainId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Activation of {Grain} failed.")]
    private static partial void LogActivationFailed(ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deactivation of {Grain} failed; the activation ends all the same.")]
    private static partial void LogDeactivationFailed(ILogger logger, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not be removed from the grain directory.")]
    private static partial void LogUnregisterFailed(ILogger logger, GrainId grain, Exception exception);
}
