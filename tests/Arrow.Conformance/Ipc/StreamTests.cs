using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Ipc;

public sealed class StreamTests
{
    private static readonly RecordBatch Sample = new RecordBatch.Builder()
        .Append("n", true, new Int32Array.Builder().Append(1).AppendNull().Append(3))
        .Append("s", true, new StringArray.Builder().Append("a").Append("b").Append("c"))
        .Build();

    [Fact]
    public void A_stream_without_an_end_ends_where_the_data_does()
    {
        var bytes = Streams.Write(Sample, Sample);
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], bytes[^8..]);
        foreach (var data in new[] { bytes, bytes[..^8] })
        {
            foreach (var reader in new[] { new ArrowStreamReader(data), new ArrowStreamReader(new MemoryStream(data)) })
            {
                Assert.Equal(2, Streams.ReadAll(reader).Count);
                Assert.Null(reader.ReadNextRecordBatch());
            }
        }
    }

    [Fact]
    public void An_empty_stream_has_no_schema_and_empty_memory_is_refused()
    {
        using var reader = new ArrowStreamReader(new MemoryStream());
        Assert.Null(reader.Schema);
        Assert.Null(reader.ReadNextRecordBatch());
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ArrowStreamReader(ReadOnlyMemory<byte>.Empty).ReadNextRecordBatch());
        Assert.Throws<ArgumentNullException>(static () => new ArrowStreamReader((Stream)null!));
    }

    [Fact]
    public void Over_memory_nothing_is_copied()
    {
        var bytes = Streams.Write(Sample);
        using var reader = new ArrowStreamReader(bytes);
        var batch = reader.ReadNextRecordBatch();
        var values = ((Int32Array)batch.Column(0)).ValueBuffer;
        Assert.True(bytes.AsSpan().Overlaps(values.Span, out var start));
        bytes[start] = 42;
        batch.Dispose();
        Assert.Equal(42, values.Span[0]);
    }

    [Fact]
    public void From_a_stream_every_body_is_one_allocation()
    {
        var allocator = new NativeMemoryAllocator();
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(Sample, Sample)), allocator);
        Assert.Equal(2, Streams.ReadAll(reader).Count);
        Assert.Equal(2, allocator.Statistics.Allocations);
    }

    [Fact]
    public void A_disposed_batch_takes_its_body_along_and_a_clone_does_not()
    {
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(Sample)));
        var batch = reader.ReadNextRecordBatch();
        var (column, clone) = ((Int32Array)batch.Column(0), batch.Clone());
        reader.Dispose();
        Assert.Equal(1, column.GetValue(0));
        batch.Dispose();
        Assert.ThrowsAny<Exception>(() => column.Values.Length);
        Assert.Equal(Description.Of(Sample), Description.Of(clone));
    }

    [Fact]
    public void Batches_have_the_schema_of_their_reader()
    {
        using var reader = new ArrowStreamReader(Streams.Write(Sample));
        Assert.Same(reader.Schema, reader.ReadNextRecordBatch().Schema);
        Assert.Null(reader.Schema.Metadata);
    }

    [Fact]
    public void Buffers_come_back_padded_and_bitmaps_without_nulls_do_not()
    {
        var batch = Assert.Single(Streams.Read(Streams.Write(Sample)));
        Assert.Equal(64, ((Int32Array)batch.Column(0)).ValueBuffer.Length);
        Assert.False(((Int32Array)batch.Column(0)).NullBitmapBuffer.IsEmpty);
        Assert.True(((StringArray)batch.Column(1)).NullBitmapBuffer.IsEmpty);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Streams_are_closed_unless_they_are_to_be_left_open(bool leaveOpen)
    {
        var stream = new MemoryStream();
        new ArrowStreamWriter(stream, Sample.Schema, leaveOpen).Dispose();
        Assert.Equal(leaveOpen, stream.CanWrite);
        var source = new MemoryStream();
        new ArrowStreamReader(source, leaveOpen).Dispose();
        Assert.Equal(leaveOpen, source.CanRead);
    }

    [Fact]
    public void The_end_is_written_once_and_not_by_disposal()
    {
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, Sample.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(Sample);
        }

        var length = stream.Length;
        using (var writer = new ArrowStreamWriter(stream, Sample.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(Sample);
            writer.WriteEnd();
            writer.WriteEnd();
        }

        Assert.Equal((2 * length) + 8, stream.Length);
    }

    [Fact]
    public void A_large_buffer_is_handed_over_in_one_call_as_it_lies_in_memory()
    {
        var values = new byte[8 << 20];
        var batch = new RecordBatch(new Schema([new Field("v", DoubleType.Default, false)], null), [new DoubleArray(new ArrowBuffer(values), ArrowBuffer.Empty, values.Length / 8, 0, 0)], values.Length / 8);
        var sink = new WriteSpy(values);
        using var writer = new ArrowStreamWriter(sink, batch.Schema, leaveOpen: true);
        writer.WriteRecordBatch(batch);
        Assert.Equal([values.Length], sink.WritesOfTheArray);
    }

    [Fact]
    public void A_cancelled_read_is_cancelled()
    {
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(Sample)));
        Assert.ThrowsAny<OperationCanceledException>(() => reader.ReadNextRecordBatchAsync(new CancellationToken(true)).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public void Batches_without_rows_or_columns_are_batches()
    {
        Assert.Equal(0, Assert.Single(Streams.Read(Streams.Write(Sample.Slice(0, 0)))).Length);
        var nothing = new RecordBatch(new Schema([], null), [], 5);
        Assert.Equal((0, 5), (Streams.Read(Streams.Write(nothing))[0].ColumnCount, Streams.Read(Streams.Write(nothing))[0].Length));
        Assert.Empty(Streams.Read(Streams.Write(Sample.Schema, [], options: null)));
    }

    [Fact]
    public void A_schema_and_a_batch_are_serialized_by_themselves()
    {
        var schema = ArrowSerializationHelpers.DeserializeSchema(ArrowSerializationHelpers.SerializeSchema(Sample.Schema));
        Assert.Equal(Description.Of(Sample.Schema), Description.Of(schema));
        var batch = ArrowSerializationHelpers.DeserializeRecordBatch(schema, ArrowSerializationHelpers.SerializeRecordBatch(Sample));
        Assert.Equal(Description.Of(Sample), Description.Of(batch));
        Assert.Same(schema, batch.Schema);
    }
}
