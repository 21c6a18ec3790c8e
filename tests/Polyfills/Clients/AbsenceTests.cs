using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>Clients whose connection breaks, and who come back to this gateway, to another, or not at all.</summary>
public sealed class AbsenceTests(PagingClusterFixture fixture) : IClassFixture<PagingClusterFixture>
{
    private IServiceProvider First => fixture.Cluster.Silos[0].ServiceProvider;

    private IServiceProvider Second => fixture.Cluster.Silos[1].ServiceProvider;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Calls_of_an_absent_client_wait_until_it_is_back(int caller)
    {
        await using var client = fixture.NewClient();
        await BreakAsync(client, await client.ConnectAsync(fixture.Cluster.Silos[0]));

        var call = Page(client, fixture.Cluster.Silos[caller].ServiceProvider);
        await Patience.Until(() => Gateway(First).GetClients().Absent.Contains(client.Id));
        var back = await client.ConnectAsync(fixture.Cluster.Silos[0]);

        Assert.Equal("late", await AnswerAsync(client, back, call, "late"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_client_that_comes_back_to_another_gateway_is_called_there(int caller)
    {
        await using var client = fixture.NewClient();
        await BreakAsync(client, await client.ConnectAsync(fixture.Cluster.Silos[0]));

        var call = Page(client, fixture.Cluster.Silos[caller].ServiceProvider);
        var back = await client.ConnectAsync(fixture.Cluster.Silos[1]);

        Assert.Equal("elsewhere", await AnswerAsync(client, back, call, "elsewhere"));
    }

    [Fact]
    public async Task A_call_that_the_broken_connection_had_carried_is_answered_over_the_new_one()
    {
        await using var client = fixture.NewClient();
        var broken = await client.ConnectAsync(fixture.Cluster.Silos[0]);
        var call = Page(client, Second);
        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);
        await BreakAsync(client, broken);

        var back = await client.ConnectAsync(fixture.Cluster.Silos[0]);
        client.Answer(back, request, "after all");

        Assert.Equal("after all", await call.Soon());
    }

    [Fact]
    public async Task A_second_connection_of_a_client_ends_the_first()
    {
        await using var client = fixture.NewClient();
        var first = await client.ConnectAsync(fixture.Cluster.Silos[0]);

        var second = await client.ConnectAsync(fixture.Cluster.Silos[0]);
        await first.Closed.Soon();

        Assert.Equal("second", await AnswerAsync(client, second, Page(client, First), "second"));
        Assert.Contains(client.Id, Gateway(First).GetClients().Connected);
    }

    [Fact]
    public async Task A_client_that_leaves_is_forgotten_at_once_and_its_calls_end()
    {
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(fixture.Cluster.Silos[0]);
        var call = Page(client, Second);
        await client.ReceiveAsync(MessageDirection.Request);

        client.Send(connection, new Message { Direction = MessageDirection.Leave });
        await connection.Closed.Soon();

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => call.Soon());
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => Page(client, First).Soon());
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => Page(client, Second).Soon());
    }

    [Fact]
    public async Task A_client_that_stays_away_is_given_up()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Configure<SiloMessagingOptions>(options => options.ClientDropTimeout = TimeSpan.FromMilliseconds(300)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        await using var client = new RawClient(cluster.Options.ClusterId);
        var connection = await client.ConnectAsync(cluster.Silos[0]);
        var given = Page(client, cluster.Silos[1].ServiceProvider);
        await client.ReceiveAsync(MessageDirection.Request);

        // On a busy machine it may be given up before anybody has seen that it is absent.
        connection.Abort();
        await Patience.Until(() => Gateway(cluster.Silos[0].ServiceProvider).GetClients().Connected.Contains(client.Id) is false);
        var kept = Page(client, cluster.Silos[0].ServiceProvider);

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => given.Soon());
        await Assert.ThrowsAsync<ClientNotAvailableException>(() => kept.Soon());
        await Patience.Until(() => Gateway(cluster.Silos[0].ServiceProvider).GetClients().Absent.Count == 0);
    }

    [Fact]
    public async Task A_client_that_never_was_is_not_available()
    {
        await using var client = fixture.NewClient();

        await Assert.ThrowsAsync<ClientNotAvailableException>(() => Page(client, First).Soon());
    }

    private static Gateway Gateway(IServiceProvider silo) => silo.GetRequiredService<Gateway>();

    private static Task<string> Page(RawClient client, IServiceProvider silo) => client.Pager(silo).Page("hello");

    private static async Task<string> AnswerAsync(RawClient client, PeerConnection connection, Task<string> call, string answer)
    {
        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);
        client.Answer(connection, request, answer);
        return await call.Soon();
    }

    private async Task BreakAsync(RawClient client, PeerConnection connection)
    {
        connection.Abort();
        await Patience.Until(() => Gateway(First).GetClients().Absent.Contains(client.Id));
    }
}
