using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

/// <summary>A reading of the table whose thread is held up until a newer one has been heard of.</summary>
public sealed class LateReadingTests : IMembershipPeers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IOptions<ClusterMembershipOptions> _options = Options.Create(new ClusterMembershipOptions());
    private readonly LocalSiloDetails _silo = new("silo", Rows.Silo(0));
    private readonly InMemoryMembershipTable _table = new();
    private readonly MembershipManager _membership;

    public LateReadingTests()
    {
        var services = new ServiceCollection().AddSingleton<IMembershipTable>(_table).BuildServiceProvider();
        _membership = new MembershipManager(services, _silo, this, _options, TimeProvider.System, new Random(1), NullLogger<MembershipManager>.Instance);
    }

    [Fact]
    public async Task It_does_not_make_a_silo_watch_one_that_is_dead_by_then()
    {
        var (isReached, mayGoOn) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var other = Rows.Silo(1);
        await _membership.JoinAsync(CancellationToken.None);
        await _membership.SetStatusAsync(SiloStatus.Active, CancellationToken.None);
        _membership.SubscribeToReadings(reading =>
        {
            if (reading.Find(other) is { Status: SiloStatus.Active } && isReached.TrySetResult())
            {
                mayGoOn.Task.Wait(Patience);
            }
        });
        var health = new LocalHealth(_silo, null!, _options, TimeProvider.System, NullLogger<LocalHealth>.Instance);
        await using var prober = new SiloProber(_membership, this, null!, health, _silo, _options, TimeProvider.System, new Random(1), NullLogger<SiloProber>.Instance);
        prober.Start();
        var row = Rows.Row(1);
        await _table.InsertRow(row, (await _table.ReadAll()).Version.Next());

        var late = Task.Run(() => _membership.Refresh().AsTask());
        await isReached.Task.WaitAsync(Patience);
        await _membership.TryKill(other);
        mayGoOn.SetResult();
        await late.WaitAsync(Patience);

        Assert.Equal(0, prober.Counts.Watched);
    }

    Task IMembershipPeers.PingAsync(SiloAddress silo) => Task.CompletedTask;

    Task<ProbeOutcome> IMembershipPeers.PingThroughAsync(SiloAddress intermediary, SiloAddress silo, TimeSpan timeout) => Task.FromResult(ProbeOutcome.Answered);

    Task IMembershipPeers.TellAsync(SiloAddress silo, MembershipVersion version) => Task.CompletedTask;
}
