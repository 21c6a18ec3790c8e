namespace Apache.Arrow.Ipc;

public interface IArrowReader
{
    ValueTask<RecordBatch> ReadNextRecordBatchAsync(CancellationToken cancellationToken = default);
}
