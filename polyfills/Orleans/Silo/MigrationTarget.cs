namespace Orleans.Runtime;

internal sealed class MigrationTarget(Catalog catalog, LocalSiloDetails silo, Serializer serializer) : IMigrationTarget, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MigrationTarget),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            catalog.Add<IMigrationTarget>(silo.SiloAddress, this);
            return Task.CompletedTask;
        });

    public ValueTask Accept(GrainId grainId, GrainAddress previous, Dictionary<string, byte[]> values, Dictionary<string, object>? requestContext)
    {
        catalog.GetOrCreate(grainId, requestContext, new MigrationBag(serializer, values) { PreviousAddress = previous });
        return default;
    }
}
