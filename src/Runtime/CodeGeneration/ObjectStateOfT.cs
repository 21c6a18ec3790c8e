using System.ComponentModel;
using System.Threading.Tasks.Sources;
using Orleans.Ray.Objects;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>An object of a known type. Its value is never handed out itself where its type can change: every reader gets a copy.</summary>
/// <typeparam name="T">The object's type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectState<T> : ObjectState, IValueTaskSource<T>, IValueTaskSource
{
    private T _value = default!;

    private protected ObjectState(Submitter origin)
        : base(origin)
    {
    }

    /// <summary>The value, for its reader alone to keep. The object must be ready.</summary>
    internal T Read()
    {
        Error?.Throw();
        return ValueSemantics<T>.IsImmutable ? _value : Node.Copier.Copy(_value);
    }

    /// <summary>Takes the value out of an object that has no other reader.</summary>
    internal T TakeValue()
    {
        var value = _value;
        _value = default!;
        return value;
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => GetStatus();

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => GetStatus();

    T IValueTaskSource<T>.GetResult(short token)
    {
        // Somebody may call GetResult on the awaiter instead of awaiting.
        BlockingWaiter.WaitFor(this, Timeout.InfiniteTimeSpan);
        return Read();
    }

    void IValueTaskSource.GetResult(short token)
    {
        BlockingWaiter.WaitFor(this, Timeout.InfiniteTimeSpan);
        Error?.Throw();
    }

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, flags);

    /// <summary>Sets the value, which nobody else can change any more. Nobody reads it before the object is complete.</summary>
    private protected void SetValue(T ownValue) => _value = ownValue;

    private ValueTaskSourceStatus GetStatus() => Status switch
    {
        ObjectStatus.Pending => ValueTaskSourceStatus.Pending,
        ObjectStatus.Ready => ValueTaskSourceStatus.Succeeded,
        _ => ValueTaskSourceStatus.Faulted,
    };

    private void OnCompleted(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        if (Origin is { } origin && origin.Node.State.Recorder.MayRecord())
        {
            (continuation, state) = TimedContinuation.Of(origin.Node, continuation, state);
        }

        new AwaitWaiter(continuation, state, flags).WaitFor(this);
    }
}
