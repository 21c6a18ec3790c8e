using Apache.Arrow;

namespace Orleans.Ray.Store;

/// <summary>Values that are Arrow's own. They are stored whatever their size: readers may dispose what they get, which must not be somebody else's.</summary>
internal static class ArrowPlans
{
    private static readonly RecordBatchPlan Batches = new();
    private static readonly TablePlan Tables = new();
    private static readonly ArrowArrayPlan Arrays = new();

    public static ValuePlan? Find(Type type) =>
        typeof(RecordBatch).IsAssignableFrom(type) ? Batches
        : typeof(Table).IsAssignableFrom(type) ? Tables
        : typeof(IArrowArray).IsAssignableFrom(type) ? Arrays
        : null;

    public static ValuePlan? Find(string kind) => kind switch
    {
        StoredKinds.RecordBatch => Batches,
        StoredKinds.Table => Tables,
        StoredKinds.ArrowArray => Arrays,
        _ => null,
    };
}
