using Orleans.Services;

namespace Orleans.Runtime.Services;

public abstract class GrainServiceClient<TGrainService> : IGrainServiceClient<TGrainService>
    where TGrainService : IGrainService
{
    private readonly GrainReferences _references;
    private readonly ServiceRing _ring;

    protected GrainServiceClient(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        _references = serviceProvider.GetRequiredService<GrainReferences>();
        _ring = serviceProvider.GetRequiredService<ServiceRing>();
    }

    protected GrainReference CurrentGrainReference =>
        (RuntimeContext.Current ?? throw new InvalidOperationException("There is no grain here to take the reference of.")).GrainReference;

    protected TGrainService GetGrainService(GrainId callingGrainId) => GetGrainService(callingGrainId.GetUniformHashCode());

    protected TGrainService GetGrainService(uint key) => GetGrainService(_ring.OwnerOf(key));

    protected TGrainService GetGrainService(SiloAddress destination) =>
        (TGrainService)(object)_references.Create(GrainServiceIds.Of(typeof(TGrainService), destination), typeof(TGrainService));
}
