using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Clients;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Gateways;

/// <summary>What another silo, here in the hands of a test, sends to one that stops while the connection between them closes.</summary>
public sealed class ClosingConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_clients_request_that_is_under_way_then_is_refused_rather_than_lost()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var silo = cluster.Silos[0];
        var codec = silo.ServiceProvider.GetRequiredService<MessageCodec>();
        var bodies = silo.ServiceProvider.GetRequiredService<MessageBodyCodec>();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answered = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var gateway = LiveSilo.NewSilo();
        var connection = await silo.ServiceProvider.GetRequiredService<PeerNetwork>().ConnectAsync(
            silo.SiloAddress.Endpoint,
            new PeerProtocol(new Hello(cluster.Options.ClusterId, gateway, default, silo.SiloAddress), (_, frame) =>
            {
                var message = codec.Decode(frame, out var _);
                switch (message.Direction)
                {
                    case MessageDirection.Leave:
                        left.SetResult();
                        break;
                    case MessageDirection.Response when message.Id == 99:
                        answered.SetResult(bodies.ReadException(message.Body));
                        break;
                }
            })
            {
                Welcomed = static _ => { },
            },
            silo.SiloAddress,
            CancellationToken.None);

        var stop = cluster.StopSiloAsync(silo);
        await Task.WhenAny(left.Task, connection.Closed).WaitAsync(Patience);
        var late = RawClient.Request<IGatewayGrain>(nameof(IGatewayGrain.Where), cluster.Client.GetGrain<IGatewayGrain>("late").GetGrainId());
        (late.Id, late.SendingGrain, late.SendingSilo, late.TargetSilo) = (99, LiveSilo.NewClient(), gateway, silo.SiloAddress);
        Assert.Equal(SendResult.Sent, connection.TrySend(codec.Encode(late)));
        await connection.CloseAsync();

        Assert.IsType<OrleansMessageRejectionException>(await answered.Task.WaitAsync(Patience));
        await stop.WaitAsync(Patience);
    }
}
