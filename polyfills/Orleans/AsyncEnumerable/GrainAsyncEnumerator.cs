using System.Runtime.ExceptionServices;

namespace Orleans.Runtime;

/// <summary>
/// The caller's side of an enumeration: asks the grain for the next elements when it has none left.
/// </summary>
/// <remarks>
/// New: nothing has been sent. Open: the grain has, or may have, an enumerator under this id; leaving then disposes of it.
/// Ended: by its end, by an exception of the grain's, or by <see cref="DisposeAsync"/>. Aborted: a call has failed, by a time-out for
/// instance, so that elements may be lost on the way; nothing more is read, since what comes would follow a gap.
/// </remarks>
internal sealed partial class GrainAsyncEnumerator<T> : IAsyncEnumerator<T>
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly AsyncEnumerableRequest<T> _request;
    private readonly GrainReference _grain;
    private readonly IAsyncEnumerableGrainExtension _extension;
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _token;
    private State _state;
    private T[] _batch = [];
    private int _next;

    public GrainAsyncEnumerator(AsyncEnumerableRequest<T> request, GrainReference grain, CancellationToken token)
    {
        _request = request;
        _grain = grain;
        _extension = grain.Cast<IAsyncEnumerableGrainExtension>();
        if (request.CallerToken.CanBeCanceled && token.CanBeCanceled && request.CallerToken != token)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(request.CallerToken, token);
            _token = _linked.Token;
        }
        else
        {
            _token = token.CanBeCanceled ? token : request.CallerToken;
        }
    }

    private enum State
    {
        New,
        Open,
        Ended,
        Aborted,
    }

    public T Current { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        if (_next < _batch.Length)
        {
            Current = _batch[_next++];
            return new ValueTask<bool>(true);
        }

        return MoveNextSlow();
    }

    public async ValueTask DisposeAsync()
    {
        var isOpen = _state is State.Open or State.Aborted;
        _state = State.Ended;
        _batch = [];
        _next = 0;
        _linked?.Dispose();
        if (!isOpen)
        {
            return;
        }

        try
        {
            await _extension.DisposeAsync(_id);
        }
        catch (Exception exception)
        {
            // The grain notices by itself that nobody asks any more.
            LogDisposeFailed(_grain.Shared.ServiceProvider.GetRequiredService<ILogger<GrainReference>>(), _grain, exception);
        }
    }

    private async ValueTask<bool> MoveNextSlow()
    {
        while (_state is State.New or State.Open)
        {
            var (status, value) = await AskAsync();
            if ((status & EnumerationResult.Completed) != 0)
            {
                _state = State.Ended;
            }

            switch (status & ~EnumerationResult.Completed)
            {
                case EnumerationResult.Element:
                    Current = (T)value;
                    return true;
                case EnumerationResult.Batch:
                    _batch = (T[])value;
                    Current = _batch[0];
                    _next = 1;
                    return true;
                case EnumerationResult.Canceled:
                    _state = State.Ended;
                    throw new OperationCanceledException(_token);
                case EnumerationResult.Error:
                    _state = State.Ended;
                    ExceptionDispatchInfo.Throw((Exception)value);
                    break;
                case EnumerationResult.MissingEnumeratorError:
                    _state = State.Ended;
                    throw new EnumerationAbortedException(
                        $"The enumeration of {_request.GetMethodName()} was aborted: {_grain.GrainId} has been deactivated, or had not been asked for more for too long.");
            }
        }

        return _state == State.Aborted ? throw new EnumerationAbortedException("The enumeration was aborted when an earlier call failed.") : false;
    }

    private async ValueTask<(EnumerationResult Status, object Value)> AskAsync()
    {
        _token.ThrowIfCancellationRequested();
        try
        {
            if (_state == State.Open)
            {
                return await _extension.MoveNext<T>(_id, _token);
            }

            _state = State.Open;
            return await _extension.StartEnumeration(_id, _request, _token);
        }
        catch
        {
            _state = State.Aborted;
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "An enumeration of {Grain} could not be ended.")]
    private static partial void LogDisposeFailed(ILogger logger, GrainReference grain, Exception exception);
}
