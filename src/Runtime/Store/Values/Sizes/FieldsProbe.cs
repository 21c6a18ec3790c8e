namespace Orleans.Ray.Store;

/// <summary>Structs and classes whose fields say all.</summary>
internal sealed class FieldsProbe<T> : SizeProbe<T>
{
    private readonly Lazy<FieldsDelegate> _fields;

    public FieldsProbe(Func<FieldsDelegate> fields) => _fields = new Lazy<FieldsDelegate>(fields);

    public delegate bool FieldsDelegate(T value, ref long budget, int depth);

    public override bool Exceeds(T value, ref long budget, int depth)
    {
        if (value is null)
        {
            return (budget -= Overhead) < 0;
        }

        // One of a derived type has fields that were not looked at.
        return depth == MaxDepth || (!typeof(T).IsValueType && value.GetType() != typeof(T)) || (budget -= Overhead) < 0 || _fields.Value(value, ref budget, depth + 1);
    }
}
