using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

public sealed class ClientDirectoryTests(PagingClusterFixture fixture) : IClassFixture<PagingClusterFixture>
{
    private static int _lastPort = 100;

    private readonly SiloAddress _gateway = NewGateway();
    private readonly GrainId _client = ClientIds.New().Id;

    private ClientDirectory Directory => fixture.Cluster.Silos[0].ServiceProvider.GetRequiredService<ClientDirectory>();

    [Fact]
    public async Task The_latest_announcement_of_a_gateway_counts_whatever_order_they_come_in()
    {
        await Announce(_gateway, 3, connected: true);
        await Announce(_gateway, 2, connected: null);
        await Announce(_gateway, 3, connected: null);

        Assert.Equal(_gateway, Directory.Find(_client));

        await Announce(_gateway, 4, connected: null);
        await Announce(_gateway, 3, connected: true);

        Assert.Null(Directory.Find(_client));
    }

    [Fact]
    public async Task A_gateway_where_the_client_is_connected_comes_before_one_that_waits_for_it()
    {
        var other = NewGateway();
        await Announce(_gateway, 1, connected: false);
        await Announce(other, 1, connected: true);
        Assert.Equal(other, Directory.Find(_client));
        Assert.Equal(_gateway, Directory.Find(_client, except: other));

        await Announce(other, 2, connected: null);

        Assert.Equal(_gateway, Directory.Find(_client));
        Assert.False(Directory.IsConnectedElsewhere(_client));
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_reached_is_asked_last()
    {
        var other = NewGateway();
        await Announce(_gateway, 1, connected: true);
        await Announce(other, 1, connected: true);

        Directory.OnUnreachable(_gateway);
        Assert.Equal(other, Directory.Find(_client));
        Directory.OnUnreachable(other);
        await Announce(_gateway, 2, connected: true);

        Assert.Equal(_gateway, Directory.Find(_client));
    }

    [Fact]
    public async Task Clients_are_known_in_every_silo_that_joins()
    {
        await using var client = fixture.NewClient();
        await client.ConnectAsync(fixture.Cluster.Silos[1]);

        var added = await fixture.Cluster.StartAdditionalSiloAsync();

        var directory = added.ServiceProvider.GetRequiredService<ClientDirectory>();
        await Patience.Until(() => fixture.Cluster.Silos[1].SiloAddress.Equals(directory.Find(client.Id)));
        await fixture.Cluster.StopSiloAsync(added);
    }

    [Fact]
    public async Task The_entry_of_a_dead_gateway_is_dropped_and_not_taken_again()
    {
        await using var client = fixture.NewClient();
        var added = await fixture.Cluster.StartAdditionalSiloAsync();
        await client.ConnectAsync(added);
        await Patience.Until(() => added.SiloAddress.Equals(Directory.Find(client.Id)));

        await fixture.Cluster.KillSiloAsync(added);
        await Patience.Until(() => Directory.Find(client.Id) is null);
        await Directory.Announce(new ClientAnnouncement(added.SiloAddress, 1_000, [client.Id], []));

        Assert.Null(Directory.Find(client.Id));
    }

    [Fact]
    public async Task A_client_that_was_not_announced_yet_is_found_by_asking()
    {
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(fixture.Cluster.Silos[1]);

        // The announcement and the call race; either way the call gets there.
        var call = client.Pager(fixture.Cluster.Silos[0].ServiceProvider).Page("hello");
        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);
        client.Answer(connection, request, "found");

        Assert.Equal("found", await call.Soon());
    }

    private static SiloAddress NewGateway() => SiloAddress.New(IPAddress.Loopback, Interlocked.Increment(ref _lastPort), 1);

    private ValueTask Announce(SiloAddress gateway, long version, bool? connected) => Directory.Announce(new ClientAnnouncement(
        gateway, version, connected == true ? [_client] : [], connected == false ? [_client] : ImmutableHashSet<GrainId>.Empty));
}
