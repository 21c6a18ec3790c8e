using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>The client's end of connections to gateways, in the hands of a test: it sends what it likes, and answers when it likes.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly string _clusterId;
    private readonly List<PeerConnection> _connections = [];
    private readonly Channel<(PeerConnection Connection, Message Message)> _received = Channel.CreateUnbounded<(PeerConnection, Message)>();

    public RawClient(string clusterId, GrainId? credential = null)
    {
        _clusterId = clusterId;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<ITransport, InProcessTransport>();
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        _host = builder.Build();
        Codec = _host.Services.GetRequiredService<MessageCodec>();
        Credential = credential ?? ClientIds.New().Credential;
    }

    public MessageCodec Codec { get; }

    public GrainId Credential { get; }

    public GrainId Id => ClientIds.FromCredential(Credential);

    public async Task<PeerConnection> ConnectAsync(InProcessSiloHandle silo)
    {
        var protocol = new PeerProtocol(new Hello(_clusterId, null, Credential, null), OnFrame);
        var connection = await _host.Services.GetRequiredService<PeerNetwork>().ConnectAsync(silo.GatewayAddress.Endpoint, protocol, null, CancellationToken.None);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>A reference to an object of this client, for a caller elsewhere.</summary>
    public IPager Pager(IServiceProvider callersServices) =>
        (IPager)(object)callersServices.GetRequiredService<GrainReferences>().Create(ClientIds.Object(Id, 1), typeof(IPager));

    public void Send(PeerConnection connection, Message message) => Assert.Equal(SendResult.Sent, connection.TrySend(Codec.Encode(message)));

    public void Answer(PeerConnection connection, Message request, string result)
    {
        request.Request = _host.Services.GetRequiredService<MessageBodyCodec>().ReadRequest(request.InterfaceType, request.Body);
        Assert.Equal(SendResult.Sent, connection.TrySend(Codec.EncodeResponse(request, null, Response.FromResult(result))));
    }

    public async Task<(PeerConnection Connection, Message Message)> ReceiveAsync(MessageDirection direction)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var received = await _received.Reader.ReadAsync(limit.Token);
            if (received.Message.Direction == direction)
            {
                return received;
            }
        }
    }

    public Exception? ReadException(Message response) => _host.Services.GetRequiredService<MessageBodyCodec>().ReadException(response.Body);

    public T ReadResult<T>(Message response) => _host.Services.GetRequiredService<MessageBodyCodec>().ReadResult<T>(response.Body);

    /// <summary>A request, without its target.</summary>
    public static Message Request<TInterface>(string method, GrainId target, params object[] arguments)
    {
        var shape = InterfaceShape.Of(typeof(TInterface)).Methods.Single(shape => shape.Method.Name == method);
        var request = shape.CreateRequest();
        for (var i = 0; i < arguments.Length; i++)
        {
            request.SetArgument(i, arguments[i]);
        }

        return new Message
        {
            Direction = MessageDirection.Request,
            Id = 1,
            TargetGrain = target,
            InterfaceType = GrainInterfaceNames.Of(typeof(TInterface)),
            Request = request,
        };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            connection.Abort();
            await connection.Closed;
        }

        _host.Dispose();
    }

    private void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        var message = Codec.Decode(frame, out _);
        message.KeepBody();
        _received.Writer.TryWrite((connection, message));
    }
}
