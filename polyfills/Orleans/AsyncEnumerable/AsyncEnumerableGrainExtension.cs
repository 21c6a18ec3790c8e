namespace Orleans.Runtime;

/// <summary>
/// The enumerations that callers have open on one activation. A call that finds no element ready waits for one, for half
/// of the response time-out at most, so that it answers before its caller gives up; then the caller asks again. An
/// enumeration that nobody has asked for longer than the response time-out has been abandoned, and is closed.
/// </summary>
/// <remarks>Runs on the activation's turns; all calls interleave.</remarks>
internal sealed partial class AsyncEnumerableGrainExtension(Activation activation, TimeProvider time, TimeSpan responseTimeout, ILogger logger)
    : IAsyncEnumerableGrainExtension, IDisposable
{
    private readonly Dictionary<Guid, GrainEnumeration> _open = [];
    private ITimer? _reaper;
    private bool _isClosed;

    private TimeSpan Patience => responseTimeout / 2;

    public ValueTask<(EnumerationResult Status, object Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request) => StartEnumeration(requestId, request, default);

    public ValueTask<(EnumerationResult Status, object Value)> StartEnumeration<T>(Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        if (_open.ContainsKey(requestId))
        {
            throw new InvalidOperationException($"Enumeration {requestId} has been started already.");
        }

        if (_isClosed)
        {
            return new((EnumerationResult.MissingEnumeratorError, null!));
        }

        var call = (RequestBase)request;
        call.SetTarget(activation);
        var enumeration = new GrainEnumeration<T>(call, request.InvokeImplementation().GetAsyncEnumerator(call.CalleeToken), request.MaxBatchSize);
        _open.Add(requestId, enumeration);
        StartReaper();
        return NextAsync(requestId, enumeration, cancellationToken);
    }

    public ValueTask<(EnumerationResult Status, object Value)> MoveNext<T>(Guid requestId) => MoveNext<T>(requestId, default);

    public ValueTask<(EnumerationResult Status, object Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken) => _open.TryGetValue(requestId, out var enumeration)
        ? NextAsync(requestId, enumeration, cancellationToken)
        : new((EnumerationResult.MissingEnumeratorError, null!));

    public ValueTask DisposeAsync(Guid requestId) => DisposeAsync(requestId, default);

    public async ValueTask DisposeAsync(Guid requestId, CancellationToken cancellationToken)
    {
        if (_open.Remove(requestId, out var enumeration))
        {
            // One that does not heed its token must not keep its caller, which has no more interest in it.
            await CloseAsync(enumeration).WaitAsync(Patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>The activation is about to end: its callers get an exception when they ask for more.</summary>
    public Task CloseAllAsync()
    {
        _isClosed = true;
        var closing = _open.Values.Select(CloseAsync).ToArray();
        _open.Clear();
        _reaper?.Dispose();
        return Task.WhenAll(closing);
    }

    public void Dispose() => _reaper?.Dispose();

    private async ValueTask<(EnumerationResult Status, object Value)> NextAsync(Guid id, GrainEnumeration enumeration, CancellationToken cancellationToken)
    {
        if (enumeration.IsBusy)
        {
            throw new InvalidOperationException($"Enumeration {id} is being asked for its next element already.");
        }

        var result = await enumeration.NextAsync(Patience, time, cancellationToken);
        const EnumerationResult Ended = EnumerationResult.Completed | EnumerationResult.Error | EnumerationResult.Canceled;
        if ((result.Status & Ended) != 0)
        {
            _open.Remove(id);
        }

        return result;
    }

    private async Task CloseAsync(GrainEnumeration enumeration)
    {
        try
        {
            await enumeration.CloseAsync();
        }
        catch (Exception exception)
        {
            LogCloseFailed(logger, activation.GrainId, exception);
        }
    }

    private void StartReaper()
    {
        if (_open.Count == 1)
        {
            _reaper ??= time.CreateTimer(static state => ((AsyncEnumerableGrainExtension)state!).ReapInTurn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _reaper.Change(Patience, Patience);
        }
    }

    private void ReapInTurn() => activation.Scheduler.QueueAction(Reap);

    private void Reap()
    {
        foreach (var (id, enumeration) in _open)
        {
            if (!enumeration.IsBusy && time.GetElapsedTime(enumeration.LastUsed) > responseTimeout)
            {
                LogReaped(logger, activation.GrainId);
                _open.Remove(id);
                _ = CloseAsync(enumeration);
            }
        }

        if (_open.Count == 0)
        {
            _reaper?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An enumeration of {Grain} has been abandoned by its caller.")]
    private static partial void LogReaped(ILogger logger, GrainId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An enumerator of {Grain} failed when it was disposed of.")]
    private static partial void LogCloseFailed(ILogger logger, GrainId grain, Exception exception);
}
