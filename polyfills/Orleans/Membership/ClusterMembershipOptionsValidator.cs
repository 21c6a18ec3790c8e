namespace Orleans.Runtime;

internal sealed class ClusterMembershipOptionsValidator(IOptions<ClusterMembershipOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var value = options.Value;
        Positive(value.ProbeTimeout, nameof(value.ProbeTimeout));
        Positive(value.MinProbeTimeout, nameof(value.MinProbeTimeout));
        Positive(value.MaxProbeTimeout, nameof(value.MaxProbeTimeout));
        Positive(value.TableRefreshTimeout, nameof(value.TableRefreshTimeout));
        Positive(value.DeathVoteExpirationTimeout, nameof(value.DeathVoteExpirationTimeout));
        Positive(value.IAmAliveTablePublishTimeout, nameof(value.IAmAliveTablePublishTimeout));
        Positive(value.LocalHealthDegradationMonitoringPeriod, nameof(value.LocalHealthDegradationMonitoringPeriod));
        Positive(value.DefunctSiloCleanupPeriod ?? TimeSpan.MaxValue, nameof(value.DefunctSiloCleanupPeriod));
        AtLeastOne(value.NumMissedProbesLimit, nameof(value.NumMissedProbesLimit));
        AtLeastOne(value.NumProbedSilos, nameof(value.NumProbedSilos));
        AtLeastOne(value.NumVotesForDeathDeclaration, nameof(value.NumVotesForDeathDeclaration));
        AtLeastOne(value.NumMissedTableIAmAliveLimit, nameof(value.NumMissedTableIAmAliveLimit));
        Check(
            value.MinProbeTimeout <= value.MaxProbeTimeout,
            $"{nameof(value.MinProbeTimeout)} is {value.MinProbeTimeout}, more than {nameof(value.MaxProbeTimeout)}, which is {value.MaxProbeTimeout}.");
        Check(
            value.NumVotesForDeathDeclaration <= value.NumProbedSilos,
            $"{nameof(value.NumVotesForDeathDeclaration)} is {value.NumVotesForDeathDeclaration}, more than {nameof(value.NumProbedSilos)}, which is {value.NumProbedSilos}: a silo could never get enough votes.");
    }

    private static void Positive(TimeSpan value, string name) => Check(value > TimeSpan.Zero, $"{name} is {value}; it must be more than zero.");

    private static void AtLeastOne(int value, string name) => Check(value >= 1, $"{name} is {value}; it must be at least 1.");

    private static void Check(bool isRight, string problem)
    {
        if (!isRight)
        {
            throw new OrleansConfigurationException($"{nameof(ClusterMembershipOptions)}.{problem}");
        }
    }
}
