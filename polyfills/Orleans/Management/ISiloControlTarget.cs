namespace Orleans.Runtime;

/// <summary>What the management grain asks each silo.</summary>
internal interface ISiloControlTarget : ISystemTarget
{
    ValueTask CollectGarbage();

    ValueTask CollectActivations(TimeSpan ageLimit);

    ValueTask<List<DetailedGrainStatistic>> GetActivations();
}
