namespace Orleans.Runtime;

/// <content>The beginning and the end of an activation. All of it runs on the activation's own turns.</content>
internal sealed partial class Activation
{
    // Why this activation never became valid: what waits for it gets the exception, or goes to the other one.
    private Exception? _failure;
    private GrainAddress? _winner;
    private DeactivationReason _deactivationReason;
    private CancellationToken _deactivationToken;
    private int _isDeactivationRequested;

    public override void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) =>
        RunInTurns(() => RunActivationAsync(requestContext, cancellationToken));

    /// <summary>The first reason wins. Takes effect when the requests that run now have ended.</summary>
    public override void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isDeactivationRequested, 1) == 0)
        {
            _deactivationReason = deactivationReason;
            _deactivationToken = cancellationToken;
            Turns.Enqueue(new Action(BeginDeactivation));
        }
    }

    /// <summary>Ends without a word to the grain: the silo is gone.</summary>
    public void Abandon() => Turns.Enqueue(new Action(() =>
    {
        DisposeTimers();
        _streams?.Dispose();
        _state = ActivationState.Gone;
        _deactivated.TrySetResult();
    }));

    private async Task RunActivationAsync(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            RequestContextExtensions.Import(requestContext);
            CreateInstance();
            if (_strategy.IsUsingGrainDirectory && !await RegisterAsync())
            {
                return;
            }

            timeout.CancelAfter(Shared.Collection.ActivationTimeout);
            _lifecycle.AddMigrationParticipantsOf(_instance!);
            Rehydrate();
            await _lifecycle.OnStart(timeout.Token).WaitAsync(timeout.Token);
            if (_instance is IGrainBase grain)
            {
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            LogActivationFailed(Shared.Logger, GrainId, exception);
            _failure = exception is OperationCanceledException && timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested
                ? new TimeoutException($"Activation of {GrainId} took longer than {Shared.Collection.ActivationTimeout}.", exception)
                : exception;
            await EndAsync();
            SendWaitingOn();
            return;
        }

        _state = ActivationState.Valid;
        if (Volatile.Read(ref _isDeactivationRequested) != 0)
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

    /// <summary>False when another activation of this grain was first: what waits here is for that one.</summary>
    private async Task<bool> RegisterAsync()
    {
        var winner = await Shared.Directories.Of(_class).Register(Address, _previousAddress);
        if (winner is null || winner.Matches(Address))
        {
            IsRegistered = true;
            return true;
        }

        _winner = winner;
        await EndAsync();
        SendWaitingOn();
        return false;
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
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_deactivationToken);
        timeout.CancelAfter(Shared.Collection.DeactivationTimeout);
        try
        {
            DisposeTimers();
            if (_streamsClosing is { } closing)
            {
                await closing.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }

            if (_instance is IGrainBase grain && !_deactivationToken.IsCancellationRequested)
            {
                await grain.OnDeactivateAsync(_deactivationReason, timeout.Token).WaitAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Shared.Logger, GrainId, exception);
        }

        if (_migrationTarget is not null)
        {
            await SendMigrationAsync();
        }

        try
        {
            await _lifecycle.OnStop(timeout.Token);
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Shared.Logger, GrainId, exception);
        }

        await EndAsync();
        SendWaitingOn();
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

    /// <summary>Leaves directory and catalog, in this order, so that the next activation can register at once.</summary>
    private async Task EndAsync()
    {
        Interlocked.Exchange(ref _isDeactivationRequested, 1);
        DisposeTimers();
        try
        {
            if (IsRegistered && _migrationTarget is null)
            {
                await Shared.Directories.Of(_class).Unregister(Address);
            }
        }
        catch (Exception exception)
        {
            LogUnregisterFailed(Shared.Logger, GrainId, exception);
        }

        IsRegistered = false;
        _state = ActivationState.Gone;
        if (_pool is null)
        {
            _catalog.Remove(this);
        }
        else
        {
            _pool.Remove(this);
        }

        await DisposeInstanceAsync();
        _deactivated.TrySetResult();
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

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
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
