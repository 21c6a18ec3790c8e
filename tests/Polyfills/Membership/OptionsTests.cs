using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class OptionsTests
{
    public static TheoryData<string, Action<ClusterMembershipOptions>> Wrong => new()
    {
        { nameof(ClusterMembershipOptions.ProbeTimeout), static options => options.ProbeTimeout = TimeSpan.Zero },
        { nameof(ClusterMembershipOptions.TableRefreshTimeout), static options => options.TableRefreshTimeout = TimeSpan.FromSeconds(-1) },
        { nameof(ClusterMembershipOptions.MinProbeTimeout), static options => options.MinProbeTimeout = TimeSpan.FromMinutes(1) },
        { nameof(ClusterMembershipOptions.NumMissedProbesLimit), static options => options.NumMissedProbesLimit = 0 },
        { nameof(ClusterMembershipOptions.NumVotesForDeathDeclaration), static options => options.NumVotesForDeathDeclaration = 11 },
        { nameof(ClusterMembershipOptions.DefunctSiloCleanupPeriod), static options => options.DefunctSiloCleanupPeriod = TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_refused_by_name(string name, Action<ClusterMembershipOptions> configure)
    {
        var options = new ClusterMembershipOptions();
        configure(options);

        var exception = Assert.Throws<OrleansConfigurationException>(new ClusterMembershipOptionsValidator(Options.Create(options)).ValidateConfiguration);

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_are_right() => new ClusterMembershipOptionsValidator(Options.Create(new ClusterMembershipOptions())).ValidateConfiguration();
}
