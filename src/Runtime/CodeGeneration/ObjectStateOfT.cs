using System.ComponentModel;
using System.Threading.Tasks.Sources;
using Orleans.Ray.Objects;
using Orleans.Ray.State;
using Orleans.Ray.Store;
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
        if (!IsManaged)
        {
            return ReadSlow();
        }

        return ValueSemantics<T>.IsImmutable ? _value : Node.Copier.Copy(_value);
    }

    /// <summary>Takes the value out of an object that has no other reader, and whose value was kept in managed memory.</summary>
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
        WaitForResult();
        return Read();
    }

    void IValueTaskSource.GetResult(short token)
    {
        WaitForResult();
        Error?.Throw();
    }

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        OnCompleted(continuation, state, flags);

    /// <summary>Takes a value over: into the object store where it is large, else as a copy of its own where it can change. Nobody reads it before the object is complete.</summary>
    /// <param name="value">The value.</param>
    /// <param name="taskName">The task that returned it; null where it was put.</param>
    /// <exception cref="RaySerializationException">It can neither be copied nor shared.</exception>
    /// <exception cref="ObjectStoreFullException">The store has no room for it.</exception>
    private protected void Keep(T value, string? taskName)
    {
        if (TryStore(value, taskName) is { } stored)
        {
            SetStored(stored);
        }
        else
        {
            _value = Node.Copier.Own(value);
        }
    }

    /// <summary>Puts a value into the object store where it is large; null where it is not.</summary>
    /// <inheritdoc cref="Keep" path="/exception"/>
    private protected StoredValue<T>? TryStore(T value, string? taskName) =>
        ValueStore.CanStore<T>() && Node.Values.MayStore(value) ? Node.Values.TryPut(value, new StoredObjectOrigin(this, typeof(T), taskName)) : null;

    /// <summary>Takes the value over as it is, since nobody else can change it.</summary>
    private protected void SetValue(T ownValue) => _value = ownValue;

    /// <summary>Takes the value of an object that has no other reader.</summary>
    private protected void TakeFrom(ObjectState<T> other)
    {
        if (other.Parts is { } parts)
        {
            SetParts(parts);
        }
        else if (other.Stored is { } stored)
        {
            SetStored(stored);
        }
        else
        {
            _value = other.TakeValue();
        }
    }

    private T ReadSlow()
    {
        if (Stored is { } stored)
        {
            try
            {
                return ((StoredValue<T>)stored).Read();
            }
            catch (ObjectDisposedException exception) when (Node.HasStopped && Error is null)
            {
                throw new ObjectLostException($"Object {Id} lay in the object store of node {Node.Id}, which has been stopped. Get what you need before you dispose of the node.", exception);
            }
            catch (ObjectDisposedException) when (Error is not null)
            {
                // It was freed since the look at where it lies.
            }
        }

        Error!.Throw();
        return default!;
    }

    private void WaitForResult()
    {
        if (!IsReady)
        {
            // Else somebody calls GetResult on the awaiter instead of awaiting.
            TaskAwaitWaiter.ThrowIfInterrupted(this);
            BlockingWaiter.WaitFor(this, Timeout.InfiniteTimeSpan);
        }
    }

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

        // A driver has no CPU to give back, and nobody cancels it.
        AwaitWaiter waiter = ExecutionScope.Current is { } scope and not Job ? new TaskAwaitWaiter(scope, continuation, state, flags) : new AwaitWaiter(continuation, state, flags);
        waiter.WaitFor(this);
    }
}
