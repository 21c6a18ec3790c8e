using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Polyfills.Frames;

/// <summary>Frames as a client's codec writes them: every kind of message, and introductions.</summary>
internal sealed class SampleFrames : IDisposable
{
    public static readonly GrainId Target = GrainId.Create("fuzz", "target");
    public static readonly GrainId Caller = GrainId.Create("sys.client", "0123456789abcdef");
    public static readonly SiloAddress Silo = SiloAddress.New(IPAddress.Loopback, 11111, 77);

    private readonly IHost _host;

    public SampleFrames()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        _host = builder.Build();
        Codec = _host.Services.GetRequiredService<MessageCodec>();
        Bodies = _host.Services.GetRequiredService<MessageBodyCodec>();
        All =
        [
            Bytes(Codec.Encode(Request(MessageDirection.Request))),
            Bytes(Codec.Encode(Request(MessageDirection.OneWay, new Dictionary<string, object> { ["tenant"] = "one", ["number"] = 5 }))),
            Bytes(Codec.Encode(new Message { Direction = MessageDirection.Cancel, Id = 9, TargetGrain = Target, SendingGrain = Caller, TargetSilo = Silo })),
            Bytes(Codec.EncodeResponse(Request(MessageDirection.Request), Silo, Response.FromResult("an answer"))),
            Bytes(Codec.EncodeResponse(Request(MessageDirection.Request), Silo, Response.FromException(new InvalidOperationException("no")))),
        ];
    }

    public MessageCodec Codec { get; }

    public MessageBodyCodec Bodies { get; }

    public IReadOnlyList<byte[]> All { get; }

    public static byte[] Bytes(Frame frame)
    {
        using (frame)
        {
            return frame.Memory.ToArray();
        }
    }

    public static Message Request(MessageDirection direction, Dictionary<string, object>? context = null)
    {
        var shape = InterfaceShape.Of(typeof(IFuzzGrain)).Methods.Single(static method => method.Method.Name == nameof(IFuzzGrain.Take));
        var request = shape.CreateRequest();
        request.SetArgument(0, "some text");
        request.SetArgument(1, new[] { 1, 2, 3 });
        request.SetArgument(2, new Dictionary<string, byte[]> { ["a"] = [1, 2], ["b"] = new byte[300] });
        return new Message
        {
            Direction = direction,
            Id = 12345,
            TargetGrain = Target,
            SendingGrain = Caller,
            TargetSilo = Silo,
            SendingSilo = Silo,
            TimeToLive = 30_000,
            InterfaceType = GrainInterfaceNames.Of(typeof(IFuzzGrain)),
            RequestContext = context,
            StaleAddress = context is null ? null : new GrainAddress { GrainId = Target, SiloAddress = Silo },
            Request = request,
        };
    }

    public void Dispose() => _host.Dispose();
}
