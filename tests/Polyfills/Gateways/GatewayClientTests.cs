using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;

namespace Orleans.Polyfills.Gateways;

public sealed class GatewayClientTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly GatewayClient _client = new(LiveSilo.NewClient(), silo.Connections.Runtime, TimeProvider.System);

    [Fact]
    public async Task One_that_is_back_is_not_given_up_by_a_patience_that_ends_at_that_moment()
    {
        var first = await ConnectAsync();
        Assert.True(_client.TryConnect(first));
        first.Abort();
        Assert.True(_client.TryDisconnect(first, [], Timeout.InfiniteTimeSpan, static _ => { }));
        var second = await ConnectAsync();
        Assert.True(_client.TryConnect(second));

        Assert.Null(_client.Remove(onlyAbsent: true, out _));

        Assert.Same(second, _client.Connection);
        second.Abort();
        Assert.True(_client.TryDisconnect(second, [], Timeout.InfiniteTimeSpan, static _ => { }));
        Assert.NotNull(_client.Remove(onlyAbsent: true, out _));
        Assert.False(_client.TryConnect(second));
    }

    [Fact]
    public async Task What_a_connection_that_is_closed_again_does_not_take_is_kept_for_the_next()
    {
        var kept = new Message { Direction = MessageDirection.OneWay };
        Assert.Equal(SendResult.Sent, _client.TrySend(kept, SocketPair.CreateFrame(10, 10, 1), keep: true));
        var closed = await ConnectAsync();
        closed.Abort();

        Assert.True(_client.TryConnect(closed));

        Assert.Same(kept, Assert.Single(_client.TakeKept()).Message);
    }

    [Fact]
    public void An_answer_goes_to_the_silo_whose_request_it_answers_though_the_grain_calls_from_others_too()
    {
        var (grain, first, second) = (LiveSilo.NewClient(), LiveSilo.NewSilo(), LiveSilo.NewSilo());
        var requests = Array.ConvertAll([first, second], sender => new Message { Direction = MessageDirection.Request, Id = 5, SendingGrain = grain, SendingSilo = sender });
        Assert.All(requests, request => Assert.Equal(SendResult.Sent, _client.TrySend(request, SocketPair.CreateFrame(10, 10, 1), keep: true)));

        Assert.Same(requests[0], _client.TakeUnanswered(AnswerTo(first)));
        Assert.Same(requests[1], _client.TakeUnanswered(AnswerTo(second)));
        Assert.Null(_client.TakeUnanswered(AnswerTo(second)));

        Message AnswerTo(SiloAddress sender) => new() { Direction = MessageDirection.Response, Id = 5, TargetGrain = grain, TargetSilo = sender };
    }

    private static async Task<PeerConnection> ConnectAsync()
    {
        var network = new PeerNetwork(
            null!,
            Microsoft.Extensions.Options.Options.Create(new ConnectionOptions()),
            TimeProvider.System,
            new ServiceCollection().BuildServiceProvider(),
            NullLogger<PeerConnection>.Instance);
        var (near, far) = InProcessConnection.CreatePair();
        PeerConnection.Accept(network, far, Protocol());
        return await PeerConnection.IntroduceAsync(network, near, Protocol(), CancellationToken.None).WaitAsync(Patience);
    }

    private static PeerProtocol Protocol() => new(new Hello("cluster", LiveSilo.NewSilo(), default, null), static (_, _) => { });
}
