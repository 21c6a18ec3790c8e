using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Clients;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Gateways;

/// <summary>Another silo that is connected to one of a cluster, in the hands of a test: it passes on the requests of clients.</summary>
/// <remarks>It reads with the services of the cluster's client: those of the silo may be gone before its last frames have been read.</remarks>
internal sealed class PlayedGateway
{
    private const long RequestId = 99;

    private readonly MessageCodec _codec;
    private readonly MessageBodyCodec _bodies;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Message> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SiloAddress _silo;
    private readonly SiloAddress _self = LiveSilo.NewSilo();

    private PlayedGateway(IServiceProvider services, SiloAddress silo)
    {
        _codec = services.GetRequiredService<MessageCodec>();
        _bodies = services.GetRequiredService<MessageBodyCodec>();
        _silo = silo;
    }

    public PeerConnection Connection { get; private set; } = null!;

    /// <summary>The silo has asked for the end of the connection.</summary>
    public Task Left => _left.Task;

    public static async Task<PlayedGateway> ConnectAsync(InProcessTestCluster cluster, SiloAddress silo)
    {
        var services = cluster.Client.ServiceProvider;
        var gateway = new PlayedGateway(services, silo);
        var hello = new Hello(cluster.Options.ClusterId, gateway._self, default, silo);
        gateway.Connection = await services.GetRequiredService<PeerNetwork>().ConnectAsync(
            silo.Endpoint, new PeerProtocol(hello, gateway.OnFrame) { Welcomed = static _ => { } }, silo, CancellationToken.None);
        return gateway;
    }

    /// <param name="target">Of the request.</param>
    /// <param name="to">The silo that it is for; the one that this is connected to, unless another is named.</param>
    public void PassOn(GrainId target, SiloAddress? to = null)
    {
        var request = RawClient.Request<IGatewayGrain>(nameof(IGatewayGrain.Where), target);
        (request.Id, request.SendingGrain, request.SendingSilo, request.TargetSilo) = (RequestId, LiveSilo.NewClient(), _self, to ?? _silo);
        Assert.Equal(SendResult.Sent, Connection.TrySend(_codec.Encode(request)));
    }

    /// <summary>Null where it did not fail.</summary>
    public async Task<Exception?> GetFailureAsync() => _bodies.ReadException((await _answered.Task).Body);

    private void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        var message = _codec.Decode(frame, out _);
        if (message.Direction == MessageDirection.Leave)
        {
            _left.SetResult();
        }
        else if (message is { Direction: MessageDirection.Response, Id: RequestId })
        {
            message.KeepBody();
            _answered.SetResult(message);
        }
    }
}
