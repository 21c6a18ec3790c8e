namespace Apache.Arrow.Ipc;

/// <summary>What a reader reads from.</summary>
internal abstract class BatchSource : IDisposable
{
    /// <returns>Null where there is nothing at all.</returns>
    public abstract Schema GetSchema();

    public abstract ValueTask<Schema> GetSchemaAsync(CancellationToken cancellationToken);

    /// <returns>Null at the end.</returns>
    public abstract RecordBatch Read();

    public abstract ValueTask<RecordBatch> ReadAsync(CancellationToken cancellationToken);

    public abstract void Dispose();
}
