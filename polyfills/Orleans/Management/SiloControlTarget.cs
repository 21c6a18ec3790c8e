namespace Orleans.Runtime;

internal sealed class SiloControlTarget(Catalog catalog, LocalSiloDetails silo, ActivationCollector collector) : ISiloControlTarget, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloControlTarget),
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            catalog.Add<ISiloControlTarget>(silo.SiloAddress, this);
            return Task.CompletedTask;
        });

    public ValueTask CollectGarbage()
    {
        GC.Collect();
        return default;
    }

    public async ValueTask CollectActivations(TimeSpan ageLimit) => await collector.CollectAsync(ageLimit);

    public ValueTask<List<DetailedGrainStatistic>> GetActivations() => ValueTask.FromResult<List<DetailedGrainStatistic>>(
    [
        .. catalog.Activations.Select(activation => new DetailedGrainStatistic
        {
            GrainType = activation.Class.Type.FullName ?? activation.Class.Type.Name,
            SiloAddress = silo.SiloAddress,
            GrainId = activation.GrainId,
        }),
    ]);
}
