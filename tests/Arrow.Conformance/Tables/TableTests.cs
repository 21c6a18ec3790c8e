using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Tables;

public sealed class TableTests
{
    private static readonly Field Number = new("n", Int32Type.Default, true);

    private static Int32Array Numbers(params int[] values) => new Int32Array.Builder().AppendRange(values).Build();

    private static RecordBatch Batch(params int[] values) => new(new Schema([Number], null), [Numbers(values)], values.Length);

    [Fact]
    public void A_chunked_array_is_sliced_across_chunks()
    {
        var chunks = new ChunkedArray(new List<Apache.Arrow.Array> { Numbers(1, 2), Numbers(3), Numbers(4, 5) });
        Assert.Equal((5L, 0L, 3), (chunks.Length, chunks.NullCount, chunks.ArrayCount));
        var slice = chunks.Slice(1, 3);
        Assert.Equal([2, 3, 4], Enumerable.Range(0, slice.ArrayCount).SelectMany(i => ((Int32Array)slice.Array(i)).Values.ToArray()));
        Assert.Equal(2, chunks.Slice(3).Length);
        Assert.Throws<ArgumentException>(() => chunks.Slice(5));
        Assert.Throws<ArgumentException>(static () => new ChunkedArray(new List<IArrowArray>()));
    }

    [Fact]
    public void A_chunked_array_frees_only_what_it_has_sliced_itself()
    {
        var array = Numbers(1, 2);
        var chunks = new ChunkedArray(array);
        chunks.SliceShared(1).Dispose();
        chunks.Dispose();
        Assert.Equal(2, array.GetValue(1));
    }

    [Fact]
    public void A_column_has_chunks_of_its_type()
    {
        Assert.Equal(("n", 2L), (new Column(Number, new List<IArrowArray> { Numbers(1), Numbers(2) }).Name, new Column(Number, new List<IArrowArray> { Numbers(1), Numbers(2) }).Length));
        Assert.Throws<ArgumentException>(static () => new Column(Number, new List<IArrowArray> { new DoubleArray.Builder().Build() }));
    }

    [Fact]
    public void A_table_is_made_of_batches()
    {
        var table = Table.TableFromRecordBatches(Batch(1).Schema, [Batch(1, 2), Batch(3)]);
        Assert.Equal((1, 3L), (table.ColumnCount, table.RowCount));
        Assert.Equal(2, table.Column(0).Data.ArrayCount);
        Assert.Throws<ArgumentException>(static () => Table.TableFromRecordBatches(Batch(1).Schema, []));
    }

    [Fact]
    public void A_changed_table_is_a_new_one()
    {
        var table = Table.TableFromRecordBatches(Batch(1).Schema, [Batch(1, 2)]);
        var more = new Column(new Field("m", Int32Type.Default, true), new List<IArrowArray> { Numbers(7, 8) });
        Assert.Equal(["m", "n"], table.InsertColumn(0, more).Schema.FieldsList.Select(static field => field.Name));
        Assert.Equal(["m"], table.SetColumn(0, more).Schema.FieldsList.Select(static field => field.Name));
        Assert.Equal(0, table.RemoveColumn(0).ColumnCount);
        Assert.Equal(1, table.ColumnCount);
        Assert.Throws<ArgumentException>(() => table.InsertColumn(0, new Column(Number, new List<IArrowArray> { Numbers(1) })));
        Assert.Throws<ArgumentException>(() => table.SetColumn(4, more));
    }

    [Fact]
    public void A_batch_is_built_of_arrays_builders_and_functions()
    {
        var batch = new RecordBatch.Builder()
            .Append("a", false, Numbers(1, 2))
            .Append("b", true, new StringArray.Builder().Append("x").Append("y"))
            .Append("c", true, static columns => columns.Boolean(static c => c.Append(true).AppendNull()))
            .Build();
        Assert.Equal((3, 2), (batch.ColumnCount, batch.Length));
        Assert.Same(batch.Column(1), batch.Column("b"));
        Assert.Equal([false, true, true], batch.Schema.FieldsList.Select(static field => field.IsNullable));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Column("missing"));
        Assert.Throws<InvalidOperationException>(static () => new RecordBatch.Builder().Build());
        Assert.Throws<ArgumentNullException>(static () => new RecordBatch.Builder().Append(" ", false, Numbers(1)));
    }

    [Fact]
    public void A_batch_is_sliced_and_disposed_of_by_column()
    {
        var batch = Batch(1, 2, 3);
        var shared = batch.SliceShared(1, 5);
        Assert.Equal((2, 2), (shared.Length, shared.Column(0).Length));
        Assert.Throws<ArgumentException>(() => batch.Slice(4, 0));
        batch.Dispose();
        Assert.Equal([2, 3], ((Int32Array)shared.Column(0)).Values);
        shared.Dispose();
        Assert.ThrowsAny<Exception>(() => ((Int32Array)shared.Column(0)).Values.Length);
    }
}
