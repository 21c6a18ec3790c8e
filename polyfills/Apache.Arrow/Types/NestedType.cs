namespace Apache.Arrow.Types;

public abstract class NestedType : ArrowType
{
    protected NestedType(IReadOnlyList<Field> fields)
    {
        if (fields is null || fields.Count == 0)
        {
            throw new ArgumentNullException(nameof(fields));
        }

        Fields = fields;
    }

    protected NestedType(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        Fields = [field];
    }

    [Obsolete("Use Fields instead.")]
    public IReadOnlyList<Field> Children => Fields;

    public IReadOnlyList<Field> Fields { get; }
}
