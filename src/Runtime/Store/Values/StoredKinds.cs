namespace Orleans.Ray.Store;

/// <summary>What a stored object says it is. The words are part of the format: other processes read them.</summary>
internal static class StoredKinds
{
    public const string Array = "array";
    public const string List = "list";
    public const string Memory = "memory";
    public const string ReadOnlyMemory = "readonly-memory";
    public const string NDArray = "ndarray";
    public const string Text = "string";
    public const string Object = "object";
    public const string RecordBatch = "record-batch";
    public const string Table = "table";
    public const string ArrowArray = "arrow-array";
}
