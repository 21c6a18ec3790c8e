using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Session;

namespace Orleans.Conformance.Serialization;

public sealed class SerializerTargetTests : SerializerTest
{
    private static readonly Node Value = new() { Name = "n", Children = { new Node { Name = "c" } }, Anything = new byte[100_000] };

    [Fact]
    public void A_span_is_cut_to_what_was_written()
    {
        Span<byte> destination = new byte[200_000];
        Serializer.Serialize(Value, ref destination);
        Assert.InRange(destination.Length, 100_000, 101_000);
        Check(Serializer.Deserialize<Node>(destination));
    }

    [Fact]
    public void A_memory_is_cut_to_what_was_written()
    {
        Memory<byte> destination = new byte[200_000];
        Serializer.Serialize(Value, ref destination);
        Check(Serializer.Deserialize<Node>((ReadOnlyMemory<byte>)destination));
    }

    [Fact]
    public void An_array_reports_what_was_written()
    {
        var destination = new byte[200_000];
        var length = Serializer.Serialize(Value, destination);
        Check(Serializer.Deserialize<Node>(destination.AsSpan(0, length)));
        Check(Serializer.Deserialize<Node>(new ArraySegment<byte>(destination, 0, length)));
    }

    [Fact]
    public void A_destination_that_is_too_small_is_an_error()
    {
        var destination = new byte[100];
        Assert.ThrowsAny<Exception>(() => Serializer.Serialize(Value, destination));
    }

    [Fact]
    public void A_buffer_writer_takes_all_of_it()
    {
        var destination = new ArrayBufferWriter<byte>(16);
        Serializer.Serialize(Value, destination);
        Check(Serializer.Deserialize<Node>(destination.WrittenMemory));
    }

    [Fact]
    public void A_sequence_of_many_segments_is_read()
    {
        var bytes = Serializer.SerializeToArray(Value);
        var first = new Segment(bytes.AsMemory(0, 1), 0);
        var last = first;
        for (var i = 1; i < bytes.Length; i += 7777)
        {
            last = last.Append(bytes.AsMemory(i, Math.Min(7777, bytes.Length - i)));
        }

        Check(Serializer.Deserialize<Node>(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length)));
    }

    [Fact]
    public void A_stream_holds_several_values_one_after_the_other()
    {
        var stream = new MemoryStream();
        Serializer.Serialize(Value, stream);
        Serializer.Serialize("second", stream);
        stream.Position = 0;
        Check(Serializer.Deserialize<Node>(stream));
        Assert.Equal("second", Serializer.Deserialize<string>(stream));
    }

    [Fact]
    public void A_stream_need_not_seek()
    {
        using var stream = new OneWayStream(Serializer.SerializeToArray(Value));
        Check(Serializer.Deserialize<Node>(stream));
    }

    [Fact]
    public void A_typed_serializer_writes_the_same()
    {
        var typed = Serializer.GetSerializer<Node>();
        Check(typed.Deserialize(Serializer.SerializeToArray(Value)));
        Check(Serializer.Deserialize<Node>(typed.SerializeToArray(Value)));
    }

    [Fact]
    public void Typed_services_are_injected()
    {
        var services = CreateServices();
        Check(services.GetRequiredService<Serializer<Node>>().Deserialize(Serializer.SerializeToArray(Value)));
        Check(services.GetRequiredService<DeepCopier<Node>>().Copy(Value));
        Check(services.GetRequiredService<DeepCopier>().GetCopier<Node>().Copy(Value));
    }

    [Fact]
    public void Registration_may_be_repeated()
    {
        var services = new ServiceCollection().AddSerializer().AddSerializer();
        Assert.Single(services, static service => service.ServiceType == typeof(Serializer));
    }

    [Fact]
    public void A_session_names_each_type_once()
    {
        using var session = CreateServices().GetRequiredService<SerializerSessionPool>().GetSession();
        var first = new ArrayBufferWriter<byte>();
        Serializer.Serialize<object, ArrayBufferWriter<byte>>(new Leaf(), first, session);
        session.PartialReset();
        var second = new ArrayBufferWriter<byte>();
        Serializer.Serialize<object, ArrayBufferWriter<byte>>(new Leaf(), second, session);
        Assert.True(second.WrittenCount < first.WrittenCount);
    }

    [Fact]
    public void It_tells_what_it_can_serialize()
    {
        Assert.True(Serializer.CanSerialize<Leaf>());
        Assert.True(Serializer.CanSerialize(typeof(List<int>)));
        Assert.False(Serializer.CanSerialize<NoAttribute>());
    }

    [Fact]
    public void Input_that_ends_too_early_is_an_error()
    {
        var bytes = Serializer.SerializeToArray(new Node { Name = "n", Children = { new Node { Name = "c", Anything = new[] { 1, 2 } } } });
        for (var length = 0; length < bytes.Length; length++)
        {
            var part = bytes[..length];
            Assert.ThrowsAny<Exception>(() => Serializer.Deserialize<Node>(part));
        }
    }

    private static void Check(Node result)
    {
        Assert.Equal("n", result.Name);
        Assert.Equal("c", result.Children[0].Name);
        Assert.Equal(100_000, Assert.IsType<byte[]>(result.Anything).Length);
    }

    private sealed class OneWayStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override bool TryGetBuffer(out ArraySegment<byte> buffer)
        {
            buffer = default;
            return false;
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
