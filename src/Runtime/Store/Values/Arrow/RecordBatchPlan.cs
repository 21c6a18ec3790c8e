using Apache.Arrow;

namespace Orleans.Ray.Store;

/// <summary>Record batches: what is read is pinned until it is disposed or collected.</summary>
internal sealed class RecordBatchPlan : ArrowPlan<RecordBatch>
{
    public override string Kind => StoredKinds.RecordBatch;

    protected override (Schema Schema, IReadOnlyList<RecordBatch> Batches)? Open(RecordBatch value) => (value.Schema, [value]);

    protected override RecordBatch Make(Schema schema, IReadOnlyList<RecordBatch> batches, IDisposable memory) => batches is [var batch]
        ? new StoredRecordBatch(schema, batch, memory)
        : throw new RaySerializationException($"The object holds {batches.Count} record batches where one was announced.");
}
