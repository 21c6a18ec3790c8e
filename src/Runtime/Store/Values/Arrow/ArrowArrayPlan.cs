using Apache.Arrow;

namespace Orleans.Ray.Store;

/// <summary>Single arrays, as a record batch of one column. What is read is pinned until it is collected.</summary>
internal sealed class ArrowArrayPlan : ArrowPlan<IArrowArray>
{
    public override string Kind => StoredKinds.ArrowArray;

    protected override (Schema Schema, IReadOnlyList<RecordBatch> Batches)? Open(IArrowArray value)
    {
        var schema = new Schema([new Field("values", value.Data.DataType, nullable: true)], null);
        return (schema, [new RecordBatch(schema, [value], value.Length)]);
    }

    protected override IArrowArray Make(Schema schema, IReadOnlyList<RecordBatch> batches, IDisposable memory) => batches is [{ ColumnCount: 1 } batch]
        ? batch.Column(0)
        : throw new RaySerializationException("The object does not hold one array, which was announced.");
}
