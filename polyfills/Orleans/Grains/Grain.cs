using Orleans.Core;

namespace Orleans;

public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainRuntime _runtime;

    protected Grain()
        : this(RuntimeContext.Current ?? throw new InvalidOperationException("A grain can only be created by the silo: use IGrainFactory.GetGrain to call one."))
    {
    }

    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;

        // Not through the activation's services: most grains never need a scope of their own.
        _runtime = grainRuntime ?? (grainContext as Activation)?.GrainRuntime ?? grainContext.ActivationServices.GetRequiredService<IGrainRuntime>();
    }

    public IGrainContext GrainContext { get; }

    public GrainReference GrainReference => GrainContext.GrainReference;

    public string IdentityString => GrainContext.GrainId.ToString();

    public string RuntimeIdentity => _runtime.SiloIdentity;

    protected IGrainFactory GrainFactory => _runtime.GrainFactory;

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    [Obsolete("Use RegisterGrainTimer: this timer interleaves with the grain's calls.")]
    protected IDisposable RegisterTimer(Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return _runtime.TimerRegistry.RegisterTimer(GrainContext, callback, state, dueTime, period);
    }

    protected void DeactivateOnIdle() => _runtime.DeactivateOnIdle(GrainContext);

    protected void MigrateOnIdle() => ((IGrainBase)this).MigrateOnIdle();

    protected void DelayDeactivation(TimeSpan timeSpan) => _runtime.DelayDeactivation(GrainContext, timeSpan);

    internal IStorage<TState> GetStorage<TState>() => _runtime.GetStorage<TState>(GrainContext);
}
