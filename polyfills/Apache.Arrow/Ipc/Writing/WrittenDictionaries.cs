using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>Which dictionaries a batch needs that have not been written, children before parents.</summary>
internal sealed class WrittenDictionaries
{
    private readonly Dictionary<long, ArrayData> _last = [];

    /// <returns>By id; the caller writes them in this order and says so with <see cref="Written"/>.</returns>
    public List<(long Id, ArrayData Data)> Missing(SchemaPlan plan, RecordBatch batch)
    {
        var missing = new List<(long, ArrayData)>();
        for (var i = 0; i < plan.Fields.Length; i++)
        {
            Collect(plan.Fields[i], batch.Column(i).Data, missing);
        }

        return missing;
    }

    public bool HasWritten(long id) => _last.ContainsKey(id);

    public void Written(long id, ArrayData data) => _last[id] = data;

    private void Collect(FieldPlan plan, ArrayData data, List<(long, ArrayData)> missing)
    {
        var values = plan.Dictionary is null ? data : data.Dictionary ?? throw new ArgumentException($"The column of field {plan.Field.Name} has no dictionary.");
        for (var i = 0; i < plan.Children.Length; i++)
        {
            Collect(plan.Children[i], values.Children[i], missing);
        }

        if (plan.Dictionary is not null && !(_last.TryGetValue(plan.DictionaryId, out var last) && IsSame(last, values)))
        {
            missing.Add((plan.DictionaryId, values));
        }
    }

    // Arrays of one dictionary are built over the same data, or over the same buffers.
    private static bool IsSame(ArrayData left, ArrayData right)
        => ReferenceEquals(left, right) || (left.Length == right.Length && TypeComparer.AreSame(left.DataType, right.DataType) && Flattened.AreEqual(left, right));
}
