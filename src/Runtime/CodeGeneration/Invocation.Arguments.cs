using Orleans.Ray.Objects;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <content>What the invocation takes, and waits for before it can run.</content>
public abstract partial class Invocation<TResult>
{
    /// <summary>Visits every argument, in the order of the parameters.</summary>
    /// <param name="visitor">The visitor.</param>
    protected abstract void VisitArguments(ref ArgumentVisitor visitor);

    /// <summary>The value of an argument, for this run to keep.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="argument">The field that holds the argument.</param>
    protected T Resolve<T>(in Arg<T> argument)
    {
        var value = argument.Reference is { } reference ? Read(reference.State)
            : MayRunAgain && !ValueSemantics<T>.IsImmutable ? Node.Copier.Copy(argument.Value)
            : argument.Value;

        // A copy may have taken long; the body need not begin for nothing.
        return ValueSemantics<T>.IsImmutable || Volatile.Read(ref _phase) == InvocationPhase.Running ? value : throw new OperationCanceledException();
    }

    void IInvocation.DependOn(ObjectState state)
    {
        Interlocked.Increment(ref _pendingArguments);
        if (!state.TryAddWaiter(this))
        {
            ((IObjectWaiter)this).OnReady(state);
        }
        else if (HasEnded)
        {
            // An earlier argument has failed meanwhile: what gave up the others came before this one.
            state.RemoveWaiter(this);
        }
    }

    void IObjectWaiter.OnReady(ObjectState state)
    {
        if (state.Error is { } error)
        {
            TryEnd(InvocationPhase.Waiting, error.TravelledThrough(Name));
        }

        ArgumentReady();
    }

    private protected void CaptureArguments()
    {
        try
        {
            var visitor = ArgumentVisitor.ToCapture(this);
            VisitArguments(ref visitor);
        }
        catch
        {
            // Nobody gets a reference to it. An argument that was taken before may fail later, and must find nothing left to end.
            if (TryAbandon())
            {
                OnEndedWaiting();
            }

            throw;
        }
    }

    /// <summary>The call is made; from here on the last argument hands the invocation on.</summary>
    private protected void ArgumentReady()
    {
        var left = Interlocked.Decrement(ref _pendingArguments);
        if ((left & ~Listed) != 0)
        {
            return;
        }

        if (left == Listed)
        {
            Unlist();
        }

        if (HasEnded)
        {
            ReleaseArguments();
            return;
        }

        OnArgumentsReady();
    }

    private protected bool ArgumentsPending => (Volatile.Read(ref _pendingArguments) & ~Listed) > 0;

    /// <summary>Lists the invocation where an argument is not there yet. While the call itself is being made.</summary>
    private protected void ListIfArgumentsPend()
    {
        if (Volatile.Read(ref _pendingArguments) > 1)
        {
            Node.State.WaitingForArguments.Add(this);
            Interlocked.Add(ref _pendingArguments, Listed);
            if (HasEnded)
            {
                // Meanwhile, and then nobody has found it on the list.
                LeaveList();
            }
        }
    }

    /// <summary>Adds something that is no argument but must be there too; <see cref="ArgumentReady"/> says that it is.</summary>
    private protected void AwaitOneMore() => Interlocked.Increment(ref _pendingArguments);

    /// <summary>The first argument that is not there yet, in words; null where all are.</summary>
    private protected string? ExplainArguments(int levels)
    {
        var visitor = ArgumentVisitor.ToFindPending(this);
        VisitArguments(ref visitor);
        return visitor.Pending is not { } pending ? null
            : levels == 0 ? $"task '{Name}' waits for its argument {visitor.PendingIndex}, which waits for others"
            : $"task '{Name}' waits for its argument {visitor.PendingIndex}: {pending.Explain(levels - 1)}";
    }

    private T Read<T>(ObjectState<T> state)
    {
        // Before the value: somebody may free the object as soon as it is read.
        var stored = state.Stored;
        var value = state.Read();
        if (stored is { IsReadInPlace: true })
        {
            // The run may look at the memory through a span when it has no further use for what pins it.
            (Rare.ReadInPlace ??= []).Add(value!);
        }

        return value;
    }

    /// <summary>The invocation has ended; what it waited for may never come, and must not keep it on the list.</summary>
    private void LeaveList()
    {
        if ((Volatile.Read(ref _pendingArguments) & Listed) != 0 && (Interlocked.And(ref _pendingArguments, ~Listed) & Listed) != 0)
        {
            Node.State.WaitingForArguments.Remove(this);
        }
    }

    private void Unlist()
    {
        Node.State.WaitingForArguments.Remove(this);
        Trace?.OnArgumentsReady(Node.State.Clock);
    }

    private void ReleaseArguments()
    {
        var visitor = ArgumentVisitor.ToRelease(this);
        VisitArguments(ref visitor);
        if (_rare is { ReadInPlace: not null } rare)
        {
            rare.ReadInPlace = null;
        }
    }
}
