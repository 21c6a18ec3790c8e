using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace Orleans.Conformance.Serialization;

/// <summary>All overloads of one method are one method.</summary>
public sealed class SerializerOverloadTests : SerializerTest
{
    private static readonly Node Value = new() { Name = "n", Children = { new Node { Name = "c" } }, Anything = new Leaf { Number = 5 } };
    private readonly SerializerSessionPool _sessions = CreateServices().GetRequiredService<SerializerSessionPool>();

    [Fact]
    public void Every_overload_of_the_serializer_writes_the_same()
    {
        var bytes = Serializer.SerializeToArray(Value);
        Equal(bytes, destination =>
        {
            var memory = destination.AsMemory();
            Serializer.Serialize(Value, ref memory);
            return memory.Length;
        });
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            var memory = destination.AsMemory();
            Serializer.Serialize(Value, ref memory, session);
            return memory.Length;
        });
        Equal(bytes, destination =>
        {
            var span = destination.AsSpan();
            Serializer.Serialize(Value, ref span);
            return span.Length;
        });
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            var span = destination.AsSpan();
            Serializer.Serialize(Value, ref span, session);
            return span.Length;
        });
        Equal(bytes, destination => Serializer.Serialize(Value, destination));
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            return Serializer.Serialize(Value, destination, session);
        });
        Equal(bytes, destination => Serializer.Serialize(Value, new ArraySegment<byte>(destination)));
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            return Serializer.Serialize(Value, new ArraySegment<byte>(destination), session);
        });
        Written(bytes, (stream, _) => Serializer.Serialize(Value, stream), (writer, _) => Serializer.Serialize(Value, writer));
        Written(bytes, (stream, session) => Serializer.Serialize(Value, stream, session, 64), (writer, session) => Serializer.Serialize(Value, writer, session));
        Written(bytes, null, (writer, session) =>
        {
            var target = Writer.Create(writer, session);
            Serializer.Serialize(Value, ref target);
            target.Commit();
        });
    }

    [Fact]
    public void Every_overload_of_a_typed_serializer_writes_the_same()
    {
        var bytes = Serializer.SerializeToArray(Value);
        var typed = Serializer.GetSerializer<Node>();
        Assert.Equal(bytes, typed.SerializeToArray(Value));
        Equal(bytes, destination =>
        {
            var memory = destination.AsMemory();
            typed.Serialize(Value, ref memory);
            return memory.Length;
        });
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            var memory = destination.AsMemory();
            typed.Serialize(Value, ref memory, session);
            return memory.Length;
        });
        Equal(bytes, destination =>
        {
            var span = destination.AsSpan();
            typed.Serialize(Value, ref span);
            return span.Length;
        });
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            var span = destination.AsSpan();
            typed.Serialize(Value, ref span, session);
            return span.Length;
        });
        Equal(bytes, destination => typed.Serialize(Value, destination));
        Equal(bytes, destination =>
        {
            using var session = _sessions.GetSession();
            return typed.Serialize(Value, destination, session);
        });
        Written(bytes, (stream, _) => typed.Serialize(Value, stream), (writer, _) => typed.Serialize(Value, writer));
        Written(bytes, (stream, session) => typed.Serialize(Value, stream, session, 64), (writer, session) => typed.Serialize(Value, writer, session));
        Written(bytes, null, (writer, session) =>
        {
            var target = Writer.Create(writer, session);
            typed.Serialize(Value, ref target);
            target.Commit();
        });
    }

    [Fact]
    public void Every_overload_of_the_serializer_reads_the_same()
    {
        var bytes = Serializer.SerializeToArray(Value);
        Check(Serializer.Deserialize<Node>(bytes));
        Check(Serializer.Deserialize<Node>(bytes.AsSpan()));
        Check(Serializer.Deserialize<Node>((ReadOnlyMemory<byte>)bytes));
        Check(Serializer.Deserialize<Node>(new ArraySegment<byte>(bytes)));
        Check(Serializer.Deserialize<Node>(new ReadOnlySequence<byte>(bytes)));
        Check(Serializer.Deserialize<Node>(new MemoryStream(bytes)));
        InSession(session => Serializer.Deserialize<Node>(bytes, session));
        InSession(session => Serializer.Deserialize<Node>(bytes.AsSpan(), session));
        InSession(session => Serializer.Deserialize<Node>((ReadOnlyMemory<byte>)bytes, session));
        InSession(session => Serializer.Deserialize<Node>(new ArraySegment<byte>(bytes), session));
        InSession(session => Serializer.Deserialize<Node>(new ReadOnlySequence<byte>(bytes), session));
        InSession(session => Serializer.Deserialize<Node>(new MemoryStream(bytes), session));
        InSession(session =>
        {
            var reader = Reader.Create(bytes, session);
            return Read(Serializer, ref reader);
        });
    }

    [Fact]
    public void Every_overload_of_a_typed_serializer_reads_the_same()
    {
        var bytes = Serializer.SerializeToArray(Value);
        var typed = Serializer.GetSerializer<Node>();
        Check(typed.Deserialize(bytes));
        Check(typed.Deserialize(bytes.AsSpan()));
        Check(typed.Deserialize((ReadOnlyMemory<byte>)bytes));
        Check(typed.Deserialize(new ArraySegment<byte>(bytes)));
        Check(typed.Deserialize(new ReadOnlySequence<byte>(bytes)));
        Check(typed.Deserialize(new MemoryStream(bytes)));
        InSession(session => typed.Deserialize(bytes, session));
        InSession(session => typed.Deserialize(bytes.AsSpan(), session));
        InSession(session => typed.Deserialize((ReadOnlyMemory<byte>)bytes, session));
        InSession(session => typed.Deserialize(new ArraySegment<byte>(bytes), session));
        InSession(session => typed.Deserialize(new ReadOnlySequence<byte>(bytes), session));
        InSession(session => typed.Deserialize(new MemoryStream(bytes), session));
        InSession(session =>
        {
            var reader = Reader.Create(bytes, session);
            return typed.Deserialize(ref reader);
        });
    }

    [Fact]
    public void A_typed_serializer_is_made_of_a_codec()
    {
        var services = CreateServices();
        var typed = new Serializer<Node>(services.GetRequiredService<IFieldCodec<Node>>(), services.GetRequiredService<SerializerSessionPool>());
        Check(typed.Deserialize(typed.SerializeToArray(Value)));
    }

    [Fact]
    public void A_copy_context_knows_what_has_been_copied()
    {
        var disposed = 0;
        var context = new CopyContext(_sessions.CodecProvider, _ => disposed++);
        var shared = new Leaf { Number = 1 };
        var copy = context.DeepCopy(shared)!;
        Assert.NotSame(shared, copy);
        Assert.Same(copy, context.DeepCopy<object>(shared));
        Assert.True(context.TryGetCopy<Leaf>(shared, out var known));
        Assert.Same(copy, known);
        var (original, chosen) = (new Leaf(), new Leaf());
        context.RecordCopy(original, chosen);
        Assert.Same(chosen, context.DeepCopy(original));
        context.Reset();
        Assert.False(context.TryGetCopy<Leaf>(shared, out _));
        Assert.NotSame(copy, context.DeepCopy(shared));
        context.Dispose();
        Assert.Equal(1, disposed);
    }

    private static Node Read<TInput>(Serializer serializer, ref Reader<TInput> reader) => serializer.Deserialize<Node, TInput>(ref reader);

    private static void Equal(byte[] expected, Func<byte[], int> write)
    {
        var destination = new byte[4096];
        Assert.Equal(expected, destination[..write(destination)]);
    }

    private void Written(byte[] expected, Action<MemoryStream, SerializerSession>? toStream, Action<ArrayBufferWriter<byte>, SerializerSession> toWriter)
    {
        if (toStream is not null)
        {
            using var session = _sessions.GetSession();
            var stream = new MemoryStream();
            toStream(stream, session);
            Assert.Equal(expected, stream.ToArray());
        }

        using var other = _sessions.GetSession();
        var writer = new ArrayBufferWriter<byte>();
        toWriter(writer, other);
        Assert.Equal(expected, writer.WrittenSpan);
    }

    private void InSession(Func<SerializerSession, Node> read)
    {
        using var session = _sessions.GetSession();
        Check(read(session));
    }

    private static void Check(Node result)
    {
        Assert.Equal(("n", "c"), (result.Name, result.Children.Single().Name));
        Assert.Equal(5, Assert.IsType<Leaf>(result.Anything).Number);
    }
}
