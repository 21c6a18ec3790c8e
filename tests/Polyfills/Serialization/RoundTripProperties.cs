using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Serialization;

namespace Orleans.Polyfills.Serialization;

public sealed class RoundTripProperties
{
    private static readonly Serializer Serializer = SerializerServices.Serializer;

    [Fact]
    public void What_is_written_is_read()
        => Check(800, static program =>
        {
            var graph = GraphProgram.Run(program);
            Same(graph, Serializer.Deserialize<object?[]>(Serializer.SerializeToArray(graph)));
            Same(graph[0], Serializer.Deserialize<object?>(Serializer.SerializeToArray(graph[0])));
        });

    [Fact]
    public void What_is_read_is_written_as_before()
        => Check(500, static program =>
        {
            var bytes = Serializer.SerializeToArray(GraphProgram.Run(program));
            Assert.Equal(bytes, Serializer.SerializeToArray(Serializer.Deserialize<object?[]>(bytes)));
        });

    [Fact]
    public void A_copy_is_equal_and_shares_nothing_that_can_change()
        => Check(800, static program =>
        {
            var graph = GraphProgram.Run(program);
            Same(graph, SerializerServices.Copier.Copy(graph));
            Same(graph[0], SerializerServices.Copier.Copy(graph[0]));
        });

    [Fact]
    public void Every_way_of_reading_gives_the_same()
        => Check(300, static program =>
        {
            var graph = GraphProgram.Run(program);
            var bytes = Serializer.SerializeToArray(graph);
            Same(graph, Serializer.Deserialize<object?[]>(bytes.AsSpan()));
            Same(graph, Serializer.Deserialize<object?[]>(new Bytewise(bytes)));
            Same(graph, Serializer.Deserialize<object?[]>(Segment.Split(bytes, 1 + (program.Length % 5))));
            Same(graph, Serializer.Deserialize<object?[]>(new MemoryStream(bytes)));
        });

    [Fact]
    public void Every_way_of_writing_gives_the_same()
        => Check(300, static program =>
        {
            var graph = GraphProgram.Run(program);
            var bytes = Serializer.SerializeToArray(graph);
            var stream = new MemoryStream();
            Serializer.Serialize(graph, stream);
            Assert.Equal(bytes, stream.ToArray());
            var writer = new ArrayBufferWriter<byte>();
            Serializer.Serialize(graph, writer);
            Assert.Equal(bytes, writer.WrittenSpan);
            var array = new byte[bytes.Length];
            Assert.Equal(bytes.Length, Serializer.Serialize(graph, array));
            Assert.Equal(bytes, array);
            Assert.ThrowsAny<Exception>(() => Serializer.Serialize(graph, new byte[bytes.Length - 1]));
        });

    private static void Check(int count, Action<byte[]> property) => Prop.ForAll(Programs.Arbitrary, property).Check(Programs.Config(count));

    private static void Same(object? expected, object? actual) => Assert.Null(GraphComparer.Difference(expected, actual));

    /// <summary>Gives one byte at a time and cannot seek.</summary>
    private sealed class Bytewise(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override bool TryGetBuffer(out ArraySegment<byte> buffer)
        {
            buffer = default;
            return false;
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Split(byte[] bytes, int size)
        {
            Segment? first = null, last = null;
            foreach (var chunk in bytes.Chunk(size))
            {
                var next = new Segment { Memory = chunk, RunningIndex = last is null ? 0 : last.RunningIndex + last.Memory.Length };
                first ??= next;
                last?.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
        }
    }
}
