using System.ComponentModel;
using System.Diagnostics;
using Orleans.Ray.Diagnostics;
using Orleans.Ray.Objects;
using Orleans.Ray.Store;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>
/// One object as its process sees it: pending, then ready with a value or failed with an error, for good. An
/// <see cref="ObjectRef"/> points straight at it, and the garbage collector counts the references.
/// </summary>
/// <remarks>
/// The waiter word is null (nobody waits), one <see cref="IObjectWaiter"/>, a <see cref="WaiterList"/>, or
/// <see cref="Closed"/>. Completion writes value or error, then status, then swaps the word for <see cref="Closed"/>; a waiter that
/// finds it closed knows that status, value and error are visible.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ObjectState
{
    // Beyond this depth completions run from the thread pool: a failure that travels down a long chain must not overflow the stack.
    private const int MaxNotifyDepth = 32;

    private const int MaxExplainLevels = 8;

    private static readonly object Closed = new();

    [ThreadStatic]
    private static int _notifyDepth;

    private object? _waiter;

    // Null for a value in managed memory; else why there is none, where it lies, or what its parts are.
    private object? _outcome;
    private int _mark;
    private volatile ObjectStatus _status;

    private protected ObjectState(Submitter origin) => Origin = origin;

    internal RayNode Node => Origin.Node;

    /// <summary>Who submitted or put it.</summary>
    internal Submitter Origin { get; private protected set; }

    internal abstract ObjectId Id { get; }

    /// <summary>The name of the task that returns the object; null where it was put.</summary>
    internal virtual string? TaskName => null;

    /// <summary>The task or actor call that the object comes from; null where it was put.</summary>
    internal virtual ICancellable? Producer => null;

    internal ObjectStatus Status => _status;

    internal bool IsReady => _status != ObjectStatus.Pending;

    internal ObjectError? Error => _outcome as ObjectError;

    /// <summary>Whether <see cref="Free"/> has let go of it.</summary>
    internal bool IsFreed => Error is { IsFreed: true };

    /// <summary>The value's place in the object store; null where it has none there.</summary>
    internal StoredValue? Stored => _outcome as StoredValue;

    /// <summary>The parts of a value that nobody gets as a whole, where they were kept one by one.</summary>
    internal ReturnPart[]? Parts => _outcome as ReturnPart[];

    /// <summary>Whether the value, if there is one, is to be had from here.</summary>
    private protected bool IsManaged => _outcome is null;

    /// <summary>What the object waits for, in one line for people.</summary>
    internal string Explain() => Explain(MaxExplainLevels);

    /// <summary>What the object waits for, through at most so many arguments of arguments.</summary>
    internal abstract string Explain(int levels);

    /// <summary>Registers a waiter; false where the object is ready already, and then the waiter is not told.</summary>
    internal bool TryAddWaiter(IObjectWaiter waiter)
    {
        while (true)
        {
            var current = Volatile.Read(ref _waiter);
            if (current is null)
            {
                if (Interlocked.CompareExchange(ref _waiter, waiter, null) is null)
                {
                    return true;
                }
            }
            else if (ReferenceEquals(current, Closed))
            {
                return false;
            }
            else if (current is WaiterList list)
            {
                // A list that refuses is being notified: the object is ready.
                return list.TryAdd(waiter);
            }
            else
            {
                Interlocked.CompareExchange(ref _waiter, new WaiterList((IObjectWaiter)current), current);
            }
        }
    }

    /// <summary>Takes a waiter back. It may be told all the same, if the object becomes ready meanwhile.</summary>
    internal void RemoveWaiter(IObjectWaiter waiter)
    {
        if (ReferenceEquals(Volatile.Read(ref _waiter), Closed))
        {
            return;
        }

        var current = Interlocked.CompareExchange(ref _waiter, null, waiter);
        if (current is WaiterList list)
        {
            list.Remove(waiter);
        }
    }

    /// <summary>As <see cref="RemoveWaiter"/>, for work that has ended and never waits again: sooner or later it is taken out.</summary>
    internal void ForgetEnded(IInvocation waiter)
    {
        if (Interlocked.CompareExchange(ref _waiter, null, waiter) is WaiterList list)
        {
            list.ForgetEnded();
        }
    }

    /// <summary>
    /// Leaves a mark; false where the same mark is there already. It finds repeats in one list without a table: other lists that are looked
    /// at meanwhile may take the mark away, but never put it there.
    /// </summary>
    internal bool TryMark(int mark)
    {
        if (_mark == mark)
        {
            return false;
        }

        _mark = mark;
        return true;
    }

    /// <summary>Lets go of the value, whoever still refers to it; once the object is ready, where it is not yet. Getting it then fails with <see cref="ObjectLostException"/>.</summary>
    internal void Free()
    {
        if (TryAddWaiter(FreeWhenReady.Instance))
        {
            return;
        }

        var outcome = Volatile.Read(ref _outcome);
        if (outcome is not ObjectError && Interlocked.CompareExchange(ref _outcome, ObjectError.OfFreed(this), outcome) == outcome)
        {
            _status = ObjectStatus.Failed;
            (outcome as StoredValue)?.Free();
        }

        Origin?.Node.Exports.Forget(this);
    }

    private protected void Fail(ObjectError error)
    {
        // A run may have staged its value, and was then ended by force.
        FreeStaged(Interlocked.Exchange(ref _outcome, error));
        Complete(ObjectStatus.Failed);
    }

    // A run may stage its value when the object has failed already, by force or since its time was up: the error stays.
    private protected void SetStored(StoredValue stored)
    {
        if (Interlocked.CompareExchange(ref _outcome, stored, null) is not null)
        {
            FreeStaged(stored);
        }
    }

    private protected void SetParts(ReturnPart[] parts)
    {
        if (Interlocked.CompareExchange(ref _outcome, parts, null) is not null)
        {
            FreeStaged(parts);
        }
    }

    private static void FreeStaged(object? staged)
    {
        if (staged is StoredValue stored)
        {
            stored.Free();
        }
        else if (staged is ReturnPart[] parts)
        {
            Array.ForEach(parts, static part => part.Free());
        }
    }

    /// <summary>The parts, of which the object keeps nothing then.</summary>
    internal ReturnPart[]? TakeParts()
    {
        var parts = Parts;
        if (parts is not null)
        {
            _outcome = null;
        }

        return parts;
    }

    /// <summary>What describes the object in the store.</summary>
    internal StoredObjectInfo InfoFor(Type type, string? taskName) =>
        new(Id, Origin.Job.Id, type.FullName ?? type.Name, taskName, taskName is null && Node.RecordsCallSites ? CallSite.OfCaller() : null);

    private protected void Complete(ObjectStatus status)
    {
        Debug.Assert(_status == ObjectStatus.Pending, "An object is completed once.");
        _status = status;
        var waiter = Interlocked.Exchange(ref _waiter, Closed);
        if (waiter is null)
        {
            return;
        }

        if (_notifyDepth >= MaxNotifyDepth)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static pair => Notify(pair.Waiter, pair.State), (Waiter: waiter, State: this), preferLocal: true);
            return;
        }

        Notify(waiter, this);
    }

    /// <summary>For a copy of a state that is not complete: nobody waits for it yet.</summary>
    private protected void BecomePending() => _waiter = null;

    private static void Notify(object waiter, ObjectState state)
    {
        _notifyDepth++;
        if (waiter is IObjectWaiter single)
        {
            single.OnReady(state);
        }
        else
        {
            ((WaiterList)waiter).Notify(state);
        }

        _notifyDepth--;
    }
}
