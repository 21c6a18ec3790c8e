using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>What a gateway does not let a client do.</summary>
public sealed class TrustTests(PagingClusterFixture fixture) : IClassFixture<PagingClusterFixture>
{
    private InProcessSiloHandle Silo => fixture.Cluster.Silos[0];

    private IPagingGrain Grain => Silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IPagingGrain>(Signals.New());

    [Fact]
    public async Task A_client_cannot_answer_a_request_that_it_was_not_given()
    {
        await using var victim = fixture.NewClient();
        await using var attacker = fixture.NewClient();
        var theirs = await victim.ConnectAsync(Silo);
        var own = await attacker.ConnectAsync(Silo);
        var call = Grain.Page(victim.Pager(Silo.ServiceProvider), "hello");
        var (_, request) = await victim.ReceiveAsync(MessageDirection.Request);

        var forged = new Message { Direction = MessageDirection.Response, Id = request.Id, TargetGrain = request.SendingGrain, SendingGrain = request.TargetGrain, TargetSilo = request.SendingSilo };
        attacker.Send(own, forged);

        // Its next request has an answer: the forged one has been dealt with.
        attacker.Send(own, RawClient.Request<IPagingGrain>(nameof(IPagingGrain.Caller), Grain.GetGrainId()));
        await attacker.ReceiveAsync(MessageDirection.Response);
        Assert.False(call.IsCompleted);
        victim.Answer(theirs, request, "by the one who was asked");

        Assert.Equal("by the one who was asked", await call.Soon());
    }

    [Fact]
    public async Task A_client_answers_only_once()
    {
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(Silo);
        var call = Grain.Page(client.Pager(Silo.ServiceProvider), "hello");
        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);

        client.Answer(connection, request, "one");
        client.Answer(connection, request, "other");

        // Which of the two frames is looked at first is not promised.
        Assert.Contains(await call.Soon(), (string[])["one", "other"]);
        client.Answer(connection, request, "late");
        Assert.Equal("paged x", await Answering(client, Grain.Page(client.Pager(Silo.ServiceProvider), "x"), "paged x"));
    }

    [Fact]
    public async Task A_client_cannot_reach_the_silos_own_services()
    {
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(Silo);

        client.Send(connection, RawClient.Request<IClientDirectoryTarget>(
            nameof(IClientDirectoryTarget.GetClients), WellKnownGrainTypes.SystemTarget(nameof(IClientDirectoryTarget), Silo.SiloAddress), 0L));

        var (_, response) = await client.ReceiveAsync(MessageDirection.Response);
        Assert.IsType<OrleansMessageRejectionException>(client.ReadException(response));
    }

    [Fact]
    public async Task A_client_cannot_reach_another_silos_services_by_naming_that_silo()
    {
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(Silo);
        var other = fixture.Cluster.Silos[1].SiloAddress;
        var request = RawClient.Request<IClientDirectoryTarget>(
            nameof(IClientDirectoryTarget.GetClients), WellKnownGrainTypes.SystemTarget(nameof(IClientDirectoryTarget), other), 0L);
        request.TargetSilo = other;

        client.Send(connection, request);

        var (_, response) = await client.ReceiveAsync(MessageDirection.Response);
        Assert.IsType<OrleansMessageRejectionException>(client.ReadException(response));
    }

    [Fact]
    public async Task A_client_cannot_speak_for_another()
    {
        await using var victim = fixture.NewClient();
        await using var client = fixture.NewClient();
        var connection = await client.ConnectAsync(Silo);
        var request = RawClient.Request<IPagingGrain>(nameof(IPagingGrain.Caller), Grain.GetGrainId());
        request.SendingGrain = victim.Id;

        client.Send(connection, request);

        var (_, response) = await client.ReceiveAsync(MessageDirection.Response);
        Assert.Equal(client.Id, client.ReadResult<GrainId>(response));
    }

    [Fact]
    public async Task Who_knows_a_clients_id_does_not_get_its_calls()
    {
        await using var victim = fixture.NewClient();
        await using var thief = fixture.NewClient(victim.Id);
        var connection = await victim.ConnectAsync(Silo);
        await thief.ConnectAsync(Silo);

        var call = Grain.Page(victim.Pager(Silo.ServiceProvider), "hello");
        var (_, request) = await victim.ReceiveAsync(MessageDirection.Request);
        victim.Answer(connection, request, "mine");

        Assert.Equal("mine", await call.Soon());
        Assert.NotEqual(victim.Id, thief.Id);
    }

    [Fact]
    public async Task A_client_itself_is_not_an_object_to_call()
    {
        await using var client = fixture.NewClient();
        await client.ConnectAsync(Silo);
        var pager = (IPager)(object)Silo.ServiceProvider.GetRequiredService<GrainReferences>().Create(client.Id, typeof(IPager));

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => Grain.Page(pager, "hello"));
    }

    private static async Task<string> Answering(RawClient client, Task<string> call, string answer)
    {
        var (connection, request) = await client.ReceiveAsync(MessageDirection.Request);
        client.Answer(connection, request, answer);
        return await call.Soon();
    }
}
