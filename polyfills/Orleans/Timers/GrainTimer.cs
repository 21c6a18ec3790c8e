namespace Orleans.Runtime;

/// <summary>
/// A timer whose callback runs as a turn of its grain. It is armed again when the callback has ended, so that it never
/// overlaps itself.
/// </summary>
internal abstract partial class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private TimeSpan? _nextDueTime;
    private bool _isDisposed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options, TimeProvider time, ILogger logger)
    {
        Validate(options.DueTime, nameof(options.DueTime));
        Validate(options.Period, nameof(options.Period));
        _activation = activation;
        _options = options;
        _period = options.Period;
        _logger = logger;
        _timer = time.CreateTimer(static state => ((GrainTimer)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool KeepsAlive => _options.KeepAlive;

    public void Start() => _timer.Change(_options.DueTime, Timeout.InfiniteTimeSpan);

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _period = period;
            if (_isTicking)
            {
                // The timer rests until the callback has ended.
                _nextDueTime = dueTime;
            }
            else
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _timer.Dispose();
        _activation.RemoveTimer(this);
        try
        {
            _cancellation.Cancel(throwOnFirstException: false);
        }
        catch (AggregateException exception)
        {
            // Whoever disposes of timers, the end of the activation for one, has more to do than this.
            LogCallbackFailed(_logger, _activation.GrainId, exception);
        }
    }

    public async ValueTask<Response> TickAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return Response.Completed;
            }
        }

        try
        {
            await InvokeAsync(_cancellation.Token);
        }
        catch (Exception exception)
        {
            LogCallbackFailed(_logger, _activation.GrainId, exception);
        }

        lock (_gate)
        {
            _isTicking = false;
            if (!_isDisposed)
            {
                _timer.Change(_nextDueTime ?? _period, Timeout.InfiniteTimeSpan);
                _nextDueTime = null;
            }
        }

        return Response.Completed;
    }

    protected abstract Task InvokeAsync(CancellationToken cancellationToken);

    private static void Validate(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan && time < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, time, "A grain timer's times must be positive, zero or infinite.");
        }
    }

    private void OnDue()
    {
        lock (_gate)
        {
            if (_isDisposed || _isTicking)
            {
                return;
            }

            _isTicking = true;
        }

        _activation.Receive(new Message
        {
            Direction = MessageDirection.OneWay,
            Options = InvokeMethodOptions.OneWay | (_options.Interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None),
            TargetGrain = _activation.GrainId,
            SendingGrain = _activation.GrainId,
            Request = new TimerTick(this),
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer callback of {Grain} failed.")]
    private static partial void LogCallbackFailed(ILogger logger, GrainId grain, Exception exception);
}
