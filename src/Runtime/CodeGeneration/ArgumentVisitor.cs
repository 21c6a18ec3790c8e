using System.ComponentModel;
using Orleans.Ray.Actors;
using Orleans.Ray.Objects;
using Orleans.Ray.Store;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.CodeGeneration;

/// <summary>Goes through the arguments of one invocation, to take them over at the call, to find what is not ready, or to let go of them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ArgumentVisitor
{
    private readonly IInvocation _invocation;
    private readonly Mode _mode;

    private ArgumentVisitor(IInvocation invocation, Mode mode)
    {
        _invocation = invocation;
        _mode = mode;
    }

    private enum Mode
    {
        Capture,
        FindPending,
        Release,
        FindChangeable,
    }

    /// <summary>The first argument found that is not ready.</summary>
    internal ObjectState? Pending { get; private set; }

    internal int PendingIndex { get; private set; }

    /// <summary>Whether a value was found that a run may have changed, and of which there is no other copy.</summary>
    internal bool HasChangeable { get; private set; }

    private int Index { get; set; }

    internal static ArgumentVisitor ToCapture(IInvocation invocation) => new(invocation, Mode.Capture);

    internal static ArgumentVisitor ToFindPending(IInvocation invocation) => new(invocation, Mode.FindPending);

    internal static ArgumentVisitor ToFindChangeable(IInvocation invocation) => new(invocation, Mode.FindChangeable);

    internal static ArgumentVisitor ToRelease(IInvocation invocation) => new(invocation, Mode.Release);

    /// <summary>Visits one argument.</summary>
    /// <typeparam name="T">The parameter's type.</typeparam>
    /// <param name="argument">The field that holds the argument.</param>
    public void Visit<T>(ref Arg<T> argument)
    {
        Index++;
        switch (_mode)
        {
            case Mode.Capture:
                Capture(ref argument);
                break;
            case Mode.FindPending when Pending is null && argument.Reference is { State.IsReady: false } reference:
                Pending = reference.State;
                PendingIndex = Index;
                break;
            case Mode.Release:
                if (argument.Reference is { State.IsReady: false } awaited)
                {
                    // It was given up before that was there, which may never be, and must not keep what waited for it.
                    awaited.State.ForgetEnded(_invocation);
                }

                argument = default;
                break;
            case Mode.FindChangeable:
                HasChangeable |= argument.Reference is null && !ValueSemantics<T>.IsImmutable && argument.Value is not IForkable;
                break;
        }
    }

    private readonly void Capture<T>(ref Arg<T> argument)
    {
        if (argument.Reference is { } reference)
        {
            if (!reference.State.IsReady || reference.State.Error is not null)
            {
                _invocation.DependOn(reference.State);
            }
        }
        else if (ValueStore.CanStore<T>() && PutObject<T>.TryPutLarge(((ObjectState)_invocation).Origin, argument.Value) is { } put)
        {
            // Once, however often the call is tried.
            argument = new Arg<T>(default!, new ObjectRef<T>(put));
        }
        else if (!ValueSemantics<T>.IsImmutable)
        {
            argument = new Arg<T>(_invocation.Node.Copier.Copy(argument.Value), null);
        }
    }
}
