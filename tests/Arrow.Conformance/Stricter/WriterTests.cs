using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Stricter;

/// <summary>What the package writes as garbage.</summary>
public sealed class WriterTests
{
    [Fact]
    public void Every_batch_of_a_stream_may_have_dictionaries_of_its_own()
    {
        for (var seed = 0; seed < Fuzz.Count(200); seed++)
        {
            var batches = RandomBatches.Create((1000 * Fuzz.Seed) + seed, haveOneDictionary: false);
            Assert.Equal(batches.Select(Description.Of), Streams.Read(Streams.Write(batches)).Select(Description.Of));
        }
    }

    [Fact]
    public void What_was_read_is_written_as_before()
    {
        for (var seed = 0; seed < Fuzz.Count(100); seed++)
        {
            var bytes = Streams.Write(RandomBatches.Create((1000 * Fuzz.Seed) + seed, haveOneDictionary: false));
            Assert.Equal(bytes, Streams.Write([.. Streams.Read(bytes)]));
        }
    }

    [Fact]
    public void A_file_refuses_a_second_dictionary_before_it_writes_anything()
    {
        var (first, second) = (Words("a", "b"), Words("c", "d"));
        using var stream = new MemoryStream();
        using var writer = new ArrowFileWriter(stream, first.Schema, leaveOpen: true);
        writer.WriteRecordBatch(first);
        writer.WriteRecordBatch(Words("a", "b"));
        var length = stream.Length;
        Assert.Throws<InvalidOperationException>(() => writer.WriteRecordBatch(new RecordBatch(first.Schema, second.Arrays, second.Length)));
        Assert.Equal(length, stream.Length);
    }

    [Fact]
    public void A_field_that_is_twice_in_a_schema_has_two_dictionaries()
    {
        var (first, second) = (Words("a", "b"), Words("c", "d"));
        var field = first.Schema[0];
        var batch = new RecordBatch(new Schema([field, field], null), [first.Column(0), second.Column(0)], 2);
        Assert.Equal(Description.Of(batch), Description.Of(Assert.Single(Streams.Read(Streams.Write(batch)))));
    }

    [Fact]
    public void Offsets_that_do_not_begin_at_zero_are_rebased()
    {
        var strings = new StringArray(2, new ArrowBuffer.Builder<int>().AppendRange([2, 3, 5]).Build(), new ArrowBuffer("xxabc"u8.ToArray()), ArrowBuffer.Empty);
        var batch = new RecordBatch(new Schema([new Field("s", StringType.Default, true)], null), [strings], 2);
        var read = (StringArray)Assert.Single(Streams.Read(Streams.Write(batch))).Column(0);
        Assert.Equal(["a", "bc"], ((IEnumerable<string>)read).ToList());
        Assert.Equal([0, 1, 3], read.ValueOffsets);
    }

    [Fact]
    public void A_batch_that_is_not_of_the_schema_is_refused_before_anything_is_written()
    {
        var words = Words("a");
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, words.Schema, leaveOpen: true);
        Assert.Throws<ArgumentException>(() => writer.WriteRecordBatch(new RecordBatch(words.Schema, [], 1)));
        Assert.Throws<ArgumentException>(() => writer.WriteRecordBatch(new RecordBatch(words.Schema, [new Int32Array.Builder().Append(1).Build()], 1)));
        Assert.Throws<ArgumentException>(() => writer.WriteRecordBatch(new RecordBatch(words.Schema, words.Arrays, 7)));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void An_array_that_its_buffers_are_too_short_for_is_refused()
    {
        var numbers = new Int32Array(new ArrowBuffer(new byte[8]), ArrowBuffer.Empty, 3, 0, 0);
        Assert.Throws<ArgumentException>(() => Streams.Write(new RecordBatch(new Schema([new Field("n", Int32Type.Default, true)], null), [numbers], 3)));
        var list = new ListArray(new ListType(Int32Type.Default), 1, new ArrowBuffer.Builder<int>().AppendRange([0, 9]).Build(), new Int32Array.Builder().Append(1).Build(), ArrowBuffer.Empty);
        Assert.Throws<ArgumentException>(() => Streams.Write(new RecordBatch(new Schema([new Field("l", list.Data.DataType, true)], null), [list], 1)));
    }

    [Fact]
    public void Writing_a_batch_again_and_again_allocates_nothing()
    {
        var batch = new RecordBatch.Builder().Append("v", false, new DoubleArray.Builder().AppendRange(new double[1000])).Build();
        using var writer = new ArrowStreamWriter(new WriteSpy([]), batch.Schema, leaveOpen: true);
        for (var i = 0; i < 10; i++)
        {
            writer.WriteRecordBatch(batch);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.WriteRecordBatch(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reading_from_memory_takes_the_same_whatever_the_size()
    {
        // Compiled better in between, the same code may take some bytes less.
        Assert.InRange(AllocatedToRead(1_000_000) - AllocatedToRead(10), -8192, 8192);

        static long AllocatedToRead(int rows)
        {
            var bytes = Streams.Write(new RecordBatch.Builder().Append("v", false, new DoubleArray.Builder().AppendRange(new double[rows])).Build());
            Streams.Read(bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Streams.Read(bytes);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Every_buffer_lies_at_a_multiple_of_64_in_the_stream()
    {
        var starts = new List<int>();
        for (var seed = 0; seed < 20; seed++)
        {
            var bytes = Streams.Write(RandomBatches.Create(seed, haveOneDictionary: false));
            foreach (var buffer in Streams.Read(bytes).SelectMany(static batch => batch.Arrays).SelectMany(static array => Buffers(array.Data)).Where(static buffer => !buffer.IsEmpty))
            {
                if (bytes.AsSpan().Overlaps(buffer.Span, out var start))
                {
                    starts.Add(start);
                }
            }
        }

        Assert.NotEmpty(starts);
        Assert.All(starts, static start => Assert.Equal(0, start % 64));
    }

    private static IEnumerable<ArrowBuffer> Buffers(ArrayData data) => data.Buffers.Concat((data.Children ?? []).SelectMany(Buffers));

    private static RecordBatch Words(params string[] words)
    {
        var type = new DictionaryType(Int32Type.Default, StringType.Default, false);
        var array = new DictionaryArray(type, new Int32Array.Builder().AppendRange(Enumerable.Range(0, words.Length)).Build(), new StringArray.Builder().AppendRange(words).Build());
        return new RecordBatch(new Schema([new Field("d", type, true)], null), [array], words.Length);
    }
}
