using System.Buffers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Polyfills.Calls;

/// <summary>Requests of generic methods on the wire.</summary>
public sealed class GenericRequestTests : IDisposable
{
    private static readonly GrainInterfaceType Contract = GrainInterfaceNames.Of(typeof(IGenericGrain));

    private readonly IHost _host;
    private readonly MessageBodyCodec _codec;

    public GenericRequestTests()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(static silo => silo.UseLocalhostClustering());
        _host = builder.Build();
        _codec = _host.Services.GetRequiredService<MessageBodyCodec>();
    }

    [Fact]
    public void Type_arguments_travel_by_name()
    {
        var request = _codec.ReadRequest(Contract, EchoOfCarried());

        Assert.Equal(typeof(Carried), request.GetMethod().GetGenericArguments()[0]);
        Assert.Equal(3, ((Carried)request.GetArgument(0)!).Value);
    }

    [Fact]
    public void A_type_argument_that_is_not_known_here_is_named()
    {
        var exception = Assert.Throws<SerializerException>(() => _codec.ReadRequest(Contract, Renamed("Carried", "Unheard")));

        Assert.Contains("Orleans.Polyfills.Calls.Unheard", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cut_off_fails_and_does_no_harm()
    {
        var body = EchoOfCarried();
        for (var length = 0; length < body.Length; length++)
        {
            Assert.NotNull(Record.Exception(() => _codec.ReadRequest(Contract, body[..length])));
        }
    }

    [Fact]
    public void What_is_corrupted_fails_or_is_another_request()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var body = EchoOfCarried();
            body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
            var before = GC.GetAllocatedBytesForCurrentThread();

            // An exception is as good as a request: what must not happen is a crash or an allocation out of all proportion.
            Record.Exception(() => _codec.ReadRequest(Contract, body));

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void A_stream_request_as_an_argument_keeps_arguments_and_batch_size()
    {
        var request = (AsyncEnumerableRequest<Carried>)InterfaceShape.Of(typeof(IGenericGrain))
            .Methods.Single(method => method.Method.Name == nameof(IGenericGrain.Repeat))
            .CreateRequest([typeof(Carried)]);
        request.SetArgument(0, new Carried { Value = 8 });
        request.SetArgument(1, 2);
        request.MaxBatchSize = 17;
        var serializer = _host.Services.GetRequiredService<Serializer>();

        var read = serializer.Deserialize<IAsyncEnumerableRequest<Carried>>(serializer.SerializeToArray<IAsyncEnumerableRequest<Carried>>(request));
        var copy = _host.Services.GetRequiredService<DeepCopier>().Copy<IAsyncEnumerableRequest<Carried>>(request);

        foreach (var other in new[] { read, copy })
        {
            Assert.NotSame(request, other);
            Assert.Equal(17, other.MaxBatchSize);
            Assert.Equal(8, ((Carried)other.GetArgument(0)!).Value);
            Assert.NotSame(request.GetArgument(0), other.GetArgument(0));
            Assert.Equal(2, other.GetArgument(1));
        }
    }

    public void Dispose() => _host.Dispose();

    private byte[] EchoOfCarried()
    {
        var request = InterfaceShape.Of(typeof(IGenericGrain))
            .Methods.Single(method => method.Method.Name == nameof(IGenericGrain.Echo))
            .CreateRequest([typeof(Carried)]);
        request.SetArgument(0, new Carried { Value = 3 });
        var output = new ArrayBufferWriter<byte>();
        _codec.WriteRequest(output, request);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Renamed(string from, string to)
    {
        var body = EchoOfCarried();
        var at = body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
        Assert.True(at >= 0 && from.Length == to.Length);
        Encoding.UTF8.GetBytes(to).CopyTo(body, at);
        return body;
    }
}
