using Orleans.Core;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class GrainRuntime(LocalSiloDetails silo, IGrainFactory factory, ITimerRegistry timers, IServiceProvider services, TimeProvider time) : IGrainRuntime
{
    public string SiloIdentity => silo.SiloAddress.ToString();

    public SiloAddress SiloAddress => silo.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => time;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var storage = GrainStorageHelpers.GetGrainStorage(((Activation)grainContext).Class.Type, grainContext.ActivationServices);
        var state = new PersistentState<TGrainState>(grainContext, "state", storage);
        state.Participate(grainContext.ObservableLifecycle);
        return state;
    }
}
