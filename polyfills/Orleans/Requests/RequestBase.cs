using System.Reflection;

namespace Orleans.Runtime;

[GenerateSerializer]
public abstract class RequestBase : IRequest
{
    private CancellationTokenSource? _cancellation;

    protected RequestBase()
    {
    }

    public InvokeMethodOptions Options { get; protected set; }

    public virtual bool IsCancellable => Shape is { CancellationIndex: >= 0 };

    /// <summary>What the emitted subclasses have in common; null only for requests that never leave their silo.</summary>
    internal MethodShape? Shape { get; private set; }

    /// <summary>The caller's token. It is not sent: the callee has one of its own.</summary>
    internal CancellationToken CallerToken { get; set; }

    internal CancellationToken CalleeToken => Cancellation.Token;

    private CancellationTokenSource Cancellation =>
        _cancellation ?? Interlocked.CompareExchange(ref _cancellation, new CancellationTokenSource(), null) ?? _cancellation;

    public abstract ValueTask<Response> Invoke();

    public virtual object? GetTarget() => null;

    public virtual void SetTarget(ITargetHolder holder)
    {
    }

    public virtual int GetArgumentCount() => 0;

    public virtual object? GetArgument(int index) => throw NoArgument(index);

    public virtual void SetArgument(int index, object value) => throw NoArgument(index);

    public virtual string GetMethodName() => Shape!.Method.Name;

    public virtual string GetInterfaceName() => Shape!.InterfaceName;

    public virtual string GetActivityName() => Shape!.ActivityName;

    public virtual Type GetInterfaceType() => Shape!.InterfaceType;

    public virtual MethodInfo GetMethod() => Shape!.Method;

    public virtual TimeSpan? GetDefaultResponseTimeout() => Shape?.ResponseTimeout;

    public virtual CancellationToken GetCancellationToken() => CallerToken;

    public virtual bool TryCancel()
    {
        if (!IsCancellable)
        {
            return false;
        }

        CancelCallee();
        return true;
    }

    public void AddInvokeMethodOptions(InvokeMethodOptions options) => Options |= options;

    public virtual void Dispose()
    {
    }

    public override string ToString() => IRequest.ToString(this);

    internal void Attach(MethodShape shape)
    {
        Shape = shape;
        Options = shape.Options;
    }

    internal void CancelCallee() => Cancellation.Cancel(throwOnFirstException: false);

    internal object? ResolveTarget(ITargetHolder holder) => Shape!.IsExtension
        ? holder.GetComponent(Shape.InterfaceType) ?? throw new GrainExtensionNotInstalledException($"No extension {Shape.InterfaceType} is installed on {holder}.")
        : holder.GetTarget();

    private static ArgumentOutOfRangeException NoArgument(int index) => new(nameof(index), index, "The method has no such argument.");
}
