using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class ServicesGrain(
    SomeService service,
    [FromKeyedServices("key")] SomeService keyed,
    ScopedService scoped,
    IGrainContext context,
    IGrainFactory factory,
    IGrainContextAccessor accessor) : Grain, IServicesGrain
{
    public Task<List<string>> Injected() => Task.FromResult<List<string>>(
    [
        service.Name,
        keyed.Name,
        ReferenceEquals(scoped, ServiceProvider.GetRequiredService<ScopedService>()).ToString(),
        ReferenceEquals(context, GrainContext).ToString(),
        ReferenceEquals(accessor.GrainContext, GrainContext).ToString(),
        factory.GetGrain<IServicesGrain>("x").GetPrimaryKeyString(),
        context.GrainInstance!.GetType().Name,
    ]);
}
