using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Arrow.Conformance.Shared;

namespace Arrow.Conformance.Stricter;

/// <summary>One number of the metadata, or one offset, is wrong: the batch is refused before anybody works with its arrays.</summary>
public sealed class MalformedBatchTests
{
    private const int Rows = 777;
    private const int Nulls = 333;
    private const int BitmapLength = 128;
    private const int ValuesLength = 3136;

    private static readonly byte[] Numbers = Streams.Write(new RecordBatch.Builder().Append("n", true, NumberBuilder()).Build());

    [Theory]
    [InlineData(Rows, 0, Rows + 1)]
    [InlineData(Rows, 0, -1)]
    [InlineData(Rows, 0, 1L << 32)]
    [InlineData(Rows, 1, Rows - 1)]
    [InlineData(Rows, 1, 1L << 40)]
    [InlineData(Nulls, 0, Rows + 1)]
    [InlineData(Nulls, 0, -1)]
    [InlineData(BitmapLength, 0, 97)]
    [InlineData(BitmapLength, 0, 0)]
    [InlineData(BitmapLength, 1, BitmapLength + ValuesLength)]
    [InlineData(BitmapLength, 1, -8)]
    [InlineData(BitmapLength, 1, long.MaxValue)]
    [InlineData(ValuesLength, 0, (Rows * 4) - 1)]
    [InlineData(ValuesLength, 0, ValuesLength + 1)]
    [InlineData(ValuesLength, 0, -1)]
    public void A_wrong_number_in_the_metadata_is_refused(long number, int occurrence, long instead)
        => Assert.Throws<InvalidDataException>(() => Streams.Read(Replaced(Numbers, number, occurrence, instead)));

    [Fact]
    public void Both_lengths_of_a_batch_beyond_its_buffers_are_refused()
        => Assert.Throws<InvalidDataException>(static () => Streams.Read(Replaced(Replaced(Numbers, Rows, 0, 5000), Rows, 0, 5000)));

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, 9)]
    [InlineData(2, 1 << 20)]
    [InlineData(2, -1)]
    public void Offsets_that_lead_out_of_the_data_are_refused(int at, int instead)
    {
        var strings = new StringArray.Builder().Append("abc").Append("defg").Build();
        var list = new ListArray(new ListType(Int32Type.Default), 2, new ArrowBuffer.Builder<int>().AppendRange([0, 3, 7]).Build(), new Int32Array.Builder().AppendRange(new int[7]).Build(), ArrowBuffer.Empty);
        foreach (var array in new Apache.Arrow.Array[] { strings, list })
        {
            var bytes = Streams.Write(new RecordBatch.Builder().Append("a", true, array).Build());
            var offsets = bytes.AsSpan().LastIndexOf(new byte[] { 0, 0, 0, 0, 3, 0, 0, 0, 7, 0, 0, 0 });
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offsets + (at * sizeof(int))), instead);
            Assert.Throws<InvalidDataException>(() => Streams.Read(bytes));
        }
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        Assert.Single(Streams.Read(Streams.Write(Nested(60))));
        Assert.Throws<InvalidDataException>(static () => Streams.Read(Streams.Write(Nested(80))));
    }

    private static RecordBatch Nested(int depth)
    {
        IArrowArray array = new Int32Array.Builder().Append(1).Build();
        for (var i = 0; i < depth; i++)
        {
            array = new FixedSizeListArray(new FixedSizeListType(array.Data.DataType, 1), 1, array, ArrowBuffer.Empty);
        }

        return new RecordBatch.Builder().Append("deep", true, array).Build();
    }

    private static Int32Array.Builder NumberBuilder()
    {
        var builder = new Int32Array.Builder().AppendRange(Enumerable.Range(0, Rows - Nulls));
        for (var i = 0; i < Nulls; i++)
        {
            builder.AppendNull();
        }

        return builder;
    }

    private static byte[] Replaced(byte[] bytes, long number, int occurrence, long instead)
    {
        var result = bytes.ToArray();
        for (var at = 0; at < result.Length; at += sizeof(long))
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(result.AsSpan(at)) == number && occurrence-- == 0)
            {
                BinaryPrimitives.WriteInt64LittleEndian(result.AsSpan(at), instead);
                return result;
            }
        }

        throw new InvalidOperationException($"{number} is not in the metadata so often.");
    }
}
