using Apache.Arrow;

namespace Orleans.Ray.Store;

/// <summary>A record batch over memory of the store, which it gives back when it is disposed; its arrays throw after that.</summary>
internal sealed class StoredRecordBatch(Schema schema, RecordBatch batch, IDisposable memory) : RecordBatch(schema, batch.Arrays, batch.Length)
{
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            memory.Dispose();
        }
    }
}
