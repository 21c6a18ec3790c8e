namespace Orleans.Runtime;

internal sealed class GrainReferenceActivator(GrainReferenceShared shared, InterfaceShape? shape)
{
    public GrainReference Create(IdSpan key) => shape is null ? new UntypedGrainReference(shared, key) : shape.CreateProxy(shared, key);
}
