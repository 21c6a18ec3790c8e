using Apache.Arrow;
using Apache.Arrow.Types;

namespace Orleans.Ray.Tests.Store.Values;

public sealed class ArrowValueTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(5000)]
    public void A_record_batch_survives(int rows)
    {
        using var values = new ValuesUnderTest();

        values.RoundTrip(Batches.Of(rows), read =>
        {
            Batches.AssertIs(read, rows);
            Assert.Equal("test", read.Schema.Metadata["origin"]);
            Assert.Single(read.Schema.Metadata);
        });
    }

    [Fact]
    public void A_slice_of_a_record_batch_survives()
    {
        using var values = new ValuesUnderTest();

        values.RoundTrip(Batches.Of(1000).Slice(300, 77), static read => Batches.AssertIs(read, 77, 300));
    }

    [Fact]
    public void A_record_batch_pins_its_object_until_it_is_disposed()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Batches.Of(1000));

        var batch = stored.Read();
        var column = (DoubleArray)batch.Column("number");
        stored.Free();
        Batches.AssertIs(batch, 1000);
        Assert.True(values.Statistics.BytesPinned > 0);
        batch.Dispose();

        Assert.Equal(0, values.Statistics.BytesInUse);
        Assert.ThrowsAny<Exception>(() => column.Values[0]);
    }

    [Fact]
    public void Disposing_what_one_reader_got_leaves_the_others_theirs()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Batches.Of(100));
        stored.Read().Dispose();

        using var second = stored.Read();

        Batches.AssertIs(second, 100);
        stored.Free();
    }

    [Fact]
    public void A_record_batch_that_nobody_disposed_is_given_back_by_the_collector()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Batches.Of(100));

        ValuesUnderTest.Check(stored.Read, static batch => Batches.AssertIs(batch, 100));
        stored.Free();

        values.Collect(() => values.Statistics.BytesInUse == 0);
    }

    [Fact]
    public void An_array_keeps_the_memory_of_its_batch()
    {
        using var values = new ValuesUnderTest();
        var stored = values.Put(Batches.Of(100));

        ValuesUnderTest.Check(() => (DoubleArray)stored.Read().Column(0), column =>
        {
            stored.Free();
            GC.Collect();
            GC.WaitForPendingFinalizers();

            Assert.Equal(33, column.Values[99]);
            GC.KeepAlive(column);
        });
    }

    [Fact]
    public void A_table_of_chunks_that_differ_between_columns_survives()
    {
        using var values = new ValuesUnderTest();
        var whole = Batches.Of(100);
        Batches.AssertIs(whole, 100);
        var table = new Table(whole.Schema, [Chunked(0, 0, 30, 30, 100), Chunked(1, 0, 50, 100)]);

        values.RoundTrip(table, static read =>
        {
            Assert.Equal(100, read.RowCount);
            Assert.Equal("test", read.Schema.Metadata["origin"]);
            Assert.Equal([30, 20, 50], Lengths(read.Column(0)));
            Assert.Equal([30, 20, 50], Lengths(read.Column(1)));
            var row = 0;
            for (var chunk = 0; chunk < 3; chunk++)
            {
                var texts = (StringArray)read.Column(1).Data.ArrowArray(chunk);
                for (var i = 0; i < texts.Length; i++, row++)
                {
                    Assert.Equal(row % 5 == 0 ? null : $"row {row}", texts.GetString(i));
                }
            }
        });

        Column Chunked(int column, params int[] bounds) =>
            new(whole.Schema.GetFieldByIndex(column), bounds.Zip(bounds.Skip(1), (start, end) => ArrowArrayFactory.Slice(whole.Column(column), start, end - start)).ToList());
    }

    [Fact]
    public void A_table_without_rows_survives()
    {
        using var values = new ValuesUnderTest();
        var nothing = Batches.Of(0);

        values.RoundTrip(Table.TableFromRecordBatches(nothing.Schema, [nothing]), static read =>
        {
            Assert.Equal(0, read.RowCount);
            Assert.Equal(2, read.ColumnCount);
        });
    }

    [Fact]
    public void Arrays_of_every_kind_survive()
    {
        using var values = new ValuesUnderTest();
        var list = new ListArray.Builder(Int32Type.Default);
        var items = (Int32Array.Builder)list.ValueBuilder;
        list.Append();
        items.Append(1).Append(2);
        list.AppendNull();
        list.Append();
        var indices = new Int32Array.Builder().Append(1).Append(0).Build();
        var words = new StringArray.Builder().Append("a").Append("b").Build();

        values.RoundTrip<Int64Array>(new Int64Array.Builder().Append(5).AppendNull().Build(), static read => Assert.Equal([5, null], read.ToList(includeNulls: true)));
        values.RoundTrip<BooleanArray>(new BooleanArray.Builder().Append(true).Append(false).AppendNull().Build(), static read => Assert.Equal((bool?[])[true, false, null], Enumerable.Range(0, 3).Select(read.GetValue)));
        values.RoundTrip<IArrowArray>(list.Build(), static read => Assert.Equal([1, 2], ((Int32Array)Assert.IsType<ListArray>(read).GetSlicedValues(0)).Values.ToArray()));
        values.RoundTrip<object>(
            new DictionaryArray(new DictionaryType(Int32Type.Default, StringType.Default, false), indices, words),
            static read => Assert.Equal("b", ((StringArray)Assert.IsType<DictionaryArray>(read).Dictionary).GetString(1)));
    }

    private static IEnumerable<int> Lengths(Column column) => Enumerable.Range(0, column.Data.ArrayCount).Select(i => column.Data.ArrowArray(i).Length);
}
