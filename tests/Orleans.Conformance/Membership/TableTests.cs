using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Membership;

/// <summary>What silos do with a membership table, seen from the table.</summary>
public sealed class TableTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly SharedTable _table = new();
    private readonly TestClusterPortAllocator _ports = new();
    private readonly List<IHost> _hosts = [];
    private readonly FatalErrors _fatal = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        _ports.Dispose();
    }

    [Fact]
    public async Task A_silo_adds_a_row_of_its_own_and_leaves_it_dead()
    {
        var host = await StartAsync();
        var details = host.Services.GetRequiredService<ILocalSiloDetails>();

        var row = _table.Find(details.SiloAddress)!;
        Assert.Equal(SiloStatus.Active, row.Status);
        Assert.Equal(details.Name, row.SiloName);
        Assert.Equal(details.GatewayAddress.Endpoint.Port, row.ProxyPort);
        await host.StopAsync();

        Assert.Equal(SiloStatus.Dead, _table.Find(details.SiloAddress)!.Status);
    }

    [Fact]
    public async Task Silos_that_share_a_table_are_a_cluster()
    {
        var hosts = await Task.WhenAll(StartAsync(), StartAsync());

        foreach (var host in hosts)
        {
            await Patience.Until(() => Task.FromResult(host.Services.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length == 2));
        }
    }

    [Fact]
    public async Task A_silo_that_cannot_reach_an_active_one_does_not_start()
    {
        var unreachable = _table.Put(Elsewhere(), SiloStatus.Active, DateTime.UtcNow);

        var failure = await Assert.ThrowsAsync<OrleansClusterConnectivityCheckFailedException>(() => StartAsync(static options => options.MaxJoinAttemptTime = TimeSpan.FromSeconds(1)));

        Assert.NotEmpty(failure.Message);
        Assert.Equal(SiloStatus.Active, _table.Find(unreachable)!.Status);
    }

    [Fact]
    public async Task A_silo_that_has_not_said_for_long_that_it_is_alive_need_not_be_reached()
    {
        _table.Put(Elsewhere(), SiloStatus.Active, DateTime.UtcNow - TimeSpan.FromMinutes(10));

        var host = await StartAsync();

        Assert.Equal(SiloStatus.Active, host.Services.GetRequiredService<ISiloStatusOracle>().CurrentStatus);
    }

    [Fact]
    public async Task A_silo_declares_the_one_dead_that_was_at_its_endpoint_before()
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var predecessor = _table.Put(SiloAddress.New(IPAddress.Loopback, siloPort, 1), SiloStatus.Active, DateTime.UtcNow);

        var host = await StartAsync(null, siloPort, gatewayPort);

        Assert.Equal(SiloStatus.Dead, _table.Find(predecessor)!.Status);
        Assert.Equal(SiloStatus.Dead, host.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.GetSiloStatus(predecessor));
    }

    [Fact]
    public async Task A_silo_says_again_and_again_that_it_is_alive()
    {
        await StartAsync(static options => options.IAmAliveTablePublishTimeout = Short);

        await Patience.Until(() => Task.FromResult(_table.Locked(static table => table.SignsOfLife.Count) >= 3));

        var signs = _table.Locked(static table => table.SignsOfLife.ToArray());
        Assert.Equal(signs.Order().Distinct(), signs);
        Assert.All(signs, static sign => Assert.InRange(DateTime.UtcNow - sign, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_change_that_nobody_announces_is_seen_when_the_table_is_read_again()
    {
        var host = await StartAsync(static options => options.TableRefreshTimeout = Short);
        var membership = host.Services.GetRequiredService<IClusterMembershipService>();
        var before = membership.CurrentSnapshot.Version;

        var other = _table.Put(Elsewhere(), SiloStatus.Joining, DateTime.UtcNow);

        await Patience.Until(() => Task.FromResult(membership.CurrentSnapshot.GetSiloStatus(other) == SiloStatus.Joining));
        Assert.True(membership.CurrentSnapshot.Version > before);
    }

    [Fact]
    public async Task Refresh_reads_the_table_at_once()
    {
        var host = await StartAsync();
        var membership = host.Services.GetRequiredService<IClusterMembershipService>();
        var other = _table.Put(Elsewhere(), SiloStatus.Joining, DateTime.UtcNow);
        var version = new MembershipVersion((await _table.ReadAll()).Version.Version);

        await membership.Refresh(version).AsTask().Soon();

        Assert.True(membership.CurrentSnapshot.Version >= version);
        Assert.Equal(SiloStatus.Joining, membership.CurrentSnapshot.GetSiloStatus(other));
    }

    [Fact]
    public async Task Updates_begin_with_the_present_and_go_up()
    {
        var host = await StartAsync();
        var membership = host.Services.GetRequiredService<IClusterMembershipService>();
        await using var updates = membership.MembershipUpdates.GetAsyncEnumerator();

        Assert.True(await updates.MoveNextAsync());
        var last = updates.Current;
        Assert.Equal(membership.CurrentSnapshot.Version, last.Version);
        for (var i = 0; i < 3; i++)
        {
            var other = _table.Put(Elsewhere(), SiloStatus.Joining, DateTime.UtcNow);
            await membership.Refresh(new MembershipVersion(last.Version.Value + 1)).AsTask().Soon();
            Assert.True(await updates.MoveNextAsync().AsTask().Soon());
            Assert.True(updates.Current.Version > last.Version);
            Assert.Equal(SiloStatus.Joining, updates.Current.GetSiloStatus(other));
            last = updates.Current;
        }
    }

    [Fact]
    public async Task TryKill_declares_dead_without_a_vote()
    {
        var victim = _table.Put(Elsewhere(), SiloStatus.Active, DateTime.UtcNow - TimeSpan.FromMinutes(10));
        var host = await StartAsync();

        Assert.True(await host.Services.GetRequiredService<IClusterMembershipService>().TryKill(victim).Soon());

        Assert.Equal(SiloStatus.Dead, _table.Find(victim)!.Status);
        Assert.True(host.Services.GetRequiredService<ISiloStatusOracle>().IsDeadSilo(victim));
    }

    [Fact]
    public async Task A_silo_that_reads_that_it_is_dead_reports_a_fatal_error()
    {
        var host = await StartAsync(static options => options.TableRefreshTimeout = Short);
        var self = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

        _table.Put(self, SiloStatus.Dead, DateTime.UtcNow);

        await _fatal.First.Soon();
        Assert.Equal(SiloStatus.Dead, _table.Find(self)!.Status);
    }

    [Fact]
    public async Task Rows_of_silos_that_died_long_ago_are_cleaned_away()
    {
        await StartAsync(static options =>
        {
            options.DefunctSiloCleanupPeriod = Short;
            options.DefunctSiloExpiration = TimeSpan.FromDays(3);
        });

        await Patience.Until(() => Task.FromResult(_table.Locked(static table => table.CleanUps.Count) > 0));

        Assert.InRange(DateTimeOffset.UtcNow - _table.Locked(static table => table.CleanUps[0]), TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1));
    }

    [Fact]
    public async Task Votes_against_a_silo_that_cannot_be_reached_end_with_its_death()
    {
        var first = await StartAsync(Processes.FastDetection.Configure);
        _ = await StartAsync(Processes.FastDetection.Configure);
        var victim = _table.Put(Elsewhere(), SiloStatus.Active, DateTime.UtcNow);
        await first.Services.GetRequiredService<IClusterMembershipService>().Refresh();

        await Patience.Until(() => Task.FromResult(_table.Find(victim)!.Status == SiloStatus.Dead));

        Assert.NotEmpty(_table.Find(victim)!.SuspectTimes!);
    }

    private SiloAddress Elsewhere()
    {
        var (siloPort, _) = _ports.AllocateConsecutivePortPairs(1);
        return SiloAddress.New(IPAddress.Loopback, siloPort, SiloAddress.AllocateNewGeneration());
    }

    private Task<IHost> StartAsync(Action<ClusterMembershipOptions>? configure = null)
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        return StartAsync(configure, siloPort, gatewayPort);
    }

    private async Task<IHost> StartAsync(Action<ClusterMembershipOptions>? configure, int siloPort, int gatewayPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
            silo.Configure<ClusterOptions>(static options => options.ClusterId = options.ServiceId = "tables");
            silo.Configure<ClusterMembershipOptions>(options => configure?.Invoke(options));
            silo.Services.AddSingleton<IMembershipTable>(_table);
            silo.Services.AddSingleton<IFatalErrorHandler>(_fatal);
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync();
        }
        catch
        {
            host.Dispose();
            throw;
        }

        lock (_hosts)
        {
            _hosts.Add(host);
        }

        return host;
    }
}
