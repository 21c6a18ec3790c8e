namespace Orleans.Runtime;

internal sealed class MigrationTarget(Catalog catalog, LocalSiloDetails silo, Serializer serializer, TimeProvider time) : IMigrationTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private const int MaxAttempts = 3;
    private static readonly TimeSpan DuplicateLimit = TimeSpan.FromSeconds(5);

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MigrationTarget),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            catalog.Add<IMigrationTarget>(silo.SiloAddress, this);
            return Task.CompletedTask;
        });

    public async ValueTask<bool> Accept(GrainId grainId, GrainAddress previous, Dictionary<string, byte[]> values, Dictionary<string, object>? requestContext)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var bag = new MigrationBag(serializer, values) { PreviousAddress = previous };
            var activation = catalog.GetOrCreate(grainId, requestContext, bag) as Activation;
            if (bag.TakenBy is { } arrival)
            {
                return await arrival.Arrival;
            }

            if (activation is null)
            {
                return false;
            }

            // A request came here first: its activation is about to learn that the previous one is still registered.
            await activation.Deactivated.WaitAsync(DuplicateLimit, time);
        }

        return false;
    }
}
