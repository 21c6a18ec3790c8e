using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class Field
{
    public Field(string name, IArrowType dataType, bool nullable, IEnumerable<KeyValuePair<string, string>> metadata = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        DataType = dataType ?? NullType.Default;
        IsNullable = nullable;
        Metadata = MetadataCopy.Of(metadata);
    }

    public IArrowType DataType { get; }

    public string Name { get; }

    public bool IsNullable { get; }

    public bool HasMetadata => Metadata is { Count: > 0 };

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public override string ToString()
        => $"{nameof(Field)}: Name={Name}, DataType={DataType.Name}, IsNullable={IsNullable}, Metadata count={Metadata?.Count ?? 0}";
}
