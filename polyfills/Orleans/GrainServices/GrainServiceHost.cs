using Orleans.Services;

namespace Orleans.Runtime;

/// <summary>
/// Makes the grain services of this silo, and takes them through its lifecycle: Init before the silo is active, Start once
/// it is, Stop first of all when it ends, unless it is killed. What happens to a service happens on its own turns.
/// </summary>
internal sealed partial class GrainServiceHost(
    IServiceProvider services,
    IEnumerable<GrainServiceRegistration> registrations,
    LocalSiloDetails silo,
    Catalog catalog,
    ServiceRing ring,
    ILogger<GrainServiceHost> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, SystemTargetContext> _contexts = [];

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(GrainServiceHost), ServiceLifecycleStage.RuntimeGrainServices, InitAsync, static _ => Task.CompletedTask);
        lifecycle.Subscribe(nameof(GrainServiceHost), ServiceLifecycleStage.Active, _ => ForEachAsync(static service => service.Start()), StopAsync);
    }

    public IGrainService Get(Type serviceType) => (IGrainService)ContextOf(serviceType).GrainInstance;

    private async Task InitAsync(CancellationToken cancellationToken)
    {
        foreach (var registration in registrations)
        {
            var context = ContextOf(registration.ServiceType);
            var service = (GrainService)context.GrainInstance;
            await context.RunAsync(() =>
            {
                service.SetRange(ring.Subscribe((old, current, increased) => OnRangeChange(context, service, old, current, increased)));
                return service.Init(services);
            });
        }
    }

    private Task StopAsync(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.CompletedTask : ForEachAsync(static service => service.Stop()).WaitAsync(cancellationToken);

    private async Task ForEachAsync(Func<GrainService, Task> action)
    {
        foreach (var registration in registrations)
        {
            var context = ContextOf(registration.ServiceType);
            await context.RunAsync(() => action((GrainService)context.GrainInstance));
        }
    }

    private async void OnRangeChange(SystemTargetContext context, GrainService service, IRingRange old, IRingRange current, bool increased)
    {
        try
        {
            await context.RunAsync(() => service.IsStopped ? Task.CompletedTask : service.OnRangeChange(old, current, increased));
        }
        catch (Exception exception)
        {
            LogRangeChangeFailed(logger, context.GrainId, exception);
        }
    }

    private SystemTargetContext ContextOf(Type serviceType)
    {
        lock (_gate)
        {
            if (!_contexts.TryGetValue(serviceType, out var context))
            {
                var ids = Array.ConvertAll(GrainServiceIds.InterfacesOf(serviceType), type => GrainServiceIds.Of(type, silo.SiloAddress));
                context = catalog.AddSystemTarget(ids[0], ActivatorUtilities.CreateInstance(services, serviceType, ids[0]));
                foreach (var other in ids.AsSpan(1))
                {
                    catalog.AddSystemTarget(other, context);
                }

                _contexts.Add(serviceType, context);
            }

            return context;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} failed to take over its new range.")]
    private static partial void LogRangeChangeFailed(ILogger logger, GrainId service, Exception exception);
}
