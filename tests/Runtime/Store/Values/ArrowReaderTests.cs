using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store.Values;

/// <summary>What a reader of Arrow that knows nothing of us sees.</summary>
public sealed class ArrowReaderTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 5001).Select(static i => i / 7d)];

    [Fact]
    public void An_array_is_a_column()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Numbers);

        using var reader = new ArrowStreamReader(ValuesUnderTest.BytesOf(stored.Object));
        using var batch = reader.ReadNextRecordBatch();

        Assert.Equal(Numbers, Assert.IsType<DoubleArray>(batch.Column("values")).Values);
        Assert.Equal("array", reader.Schema.Metadata["ray.kind"]);
        Assert.Equal("System.Double", reader.Schema.Metadata["ray.type"]);
        Assert.Null(reader.ReadNextRecordBatch());
        stored.Free();
    }

    [Fact]
    public void A_matrix_is_a_column_with_a_shape()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(NDArray.Create<float>([.. Numbers[..5000].Select(static number => (float)number)], 50, 100));

        using var reader = new ArrowStreamReader(ValuesUnderTest.BytesOf(stored.Object));
        using var batch = reader.ReadNextRecordBatch();

        Assert.Equal(5000, Assert.IsType<FloatArray>(batch.Column(0)).Length);
        Assert.Equal("50,100", reader.Schema.Metadata["ray.shape"]);
        stored.Free();
    }

    [Fact]
    public void Structs_are_binary_of_their_size()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Enumerable.Range(0, 100).Select(static i => new Sensor(i, i, 1)).ToArray());

        using var reader = new ArrowStreamReader(ValuesUnderTest.BytesOf(stored.Object));
        using var batch = reader.ReadNextRecordBatch();
        var column = Assert.IsType<Apache.Arrow.Arrays.FixedSizeBinaryArray>(batch.Column(0));

        Assert.Equal(100, column.Length);
        Assert.Equal(7, MemoryMarshal.Read<Sensor>(column.GetBytes(7)).Id);
        stored.Free();
    }

    [Fact]
    public void A_serialized_value_is_a_row_of_bytes_and_lists()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(new Model { Weights = Numbers, Labels = Enumerable.Range(0, 2000).ToArray() });

        using var reader = new ArrowStreamReader(ValuesUnderTest.BytesOf(stored.Object));
        using var batch = reader.ReadNextRecordBatch();

        Assert.Equal(1, batch.Length);
        Assert.Equal("object", reader.Schema.Metadata["ray.kind"]);
        Assert.IsType<LargeBinaryArray>(batch.Column("value"));
        Assert.Equal(Numbers, Assert.IsType<DoubleArray>(Assert.IsType<LargeListArray>(batch.Column("array0")).GetSlicedValues(0)).Values);
        Assert.Equal(Enumerable.Range(0, 2000), Assert.IsType<Int32Array>(Assert.IsType<LargeListArray>(batch.Column("array1")).GetSlicedValues(0)).Values.ToArray());
        stored.Free();
    }

    [Fact]
    public void Data_starts_at_multiples_of_64_bytes()
    {
        using var values = new ValuesUnderTest();
        StoredObject[] stored =
        [
            values.Put(Numbers).Object,
            values.Put(NDArray.Create<double>(Numbers[..5000], 50, 100)).Object,
            values.Put(new string('x', 3333)).Object,
            values.Put(new Model { Name = "odd", Weights = Numbers, Labels = Enumerable.Range(0, 2001).ToArray() }).Object,
            values.Put(Batches.Of(1001)).Object,
        ];

        foreach (var item in stored)
        {
            using var pin = item.Pin();
            using var reader = new ArrowStreamReader(ValuesUnderTest.BytesOf(item));
            using var batch = reader.ReadNextRecordBatch();
            Assert.NotNull(batch);
            foreach (var buffer in Buffers(batch).Where(static buffer => buffer.Length > 0))
            {
                Assert.True(MemoryMarshal.TryGetArray(buffer.Memory, out var segment));
                Assert.Equal(0, segment.Offset % 64);
            }

            item.Dispose();
        }
    }

    private static IEnumerable<ArrowBuffer> Buffers(RecordBatch batch) => batch.Arrays.SelectMany(static array => Buffers(array.Data));

    private static IEnumerable<ArrowBuffer> Buffers(ArrayData data) => [.. data.Buffers, .. data.Children?.SelectMany(Buffers) ?? []];
}
