using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class WaitForVersionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_table_that_cannot_be_read_makes_whoever_waits_wait_to_the_end_of_his_time()
    {
        var silo = Rows.Silo(0);
        var services = new ServiceCollection().AddSingleton<IMembershipTable, UnreachableTable>().BuildServiceProvider();
        var membership = new MembershipManager(
            services,
            new LocalSiloDetails("silo", silo),
            null!,
            Microsoft.Extensions.Options.Options.Create(new ClusterMembershipOptions()),
            TimeProvider.System,
            new Random(1),
            NullLogger<MembershipManager>.Instance);

        // Not the failure of the table: those who ask again until they succeed would ask without a pause, or give up.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            membership.WaitForVersionAsync(new MembershipVersion(5), TimeSpan.FromMilliseconds(50)).WaitAsync(Patience));
    }
}
