using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class Schema : IRecordType
{
    private readonly List<Field> _fields;
    private ILookup<string, Field> _lookup;
    private Dictionary<string, Field> _byName;

    public Schema(IEnumerable<Field> fields, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(fields);
        _fields = [.. fields];
        Metadata = MetadataCopy.Of(metadata);
    }

    [Obsolete("Use FieldsList or FieldsLookup: names may occur more than once.")]
    public IReadOnlyDictionary<string, Field> Fields => _byName ??= FirstByName();

    public IReadOnlyList<Field> FieldsList => _fields;

    public ILookup<string, Field> FieldsLookup => _lookup ??= _fields.ToLookup(static item => item.Name, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public bool HasMetadata => Metadata is { Count: > 0 };

    ArrowTypeId IArrowType.TypeId => ArrowTypeId.RecordBatch;

    string IArrowType.Name => "RecordBatch";

    bool IArrowType.IsFixedWidth => false;

    int IRecordType.FieldCount => _fields.Count;

    public Field this[int index] => GetFieldByIndex(index);

    public Field this[string name] => GetFieldByName(name);

    public Field GetFieldByIndex(int i) => _fields[i];

    public Field GetFieldByName(string name)
    {
        var index = FieldSearch.IndexOf(_fields, name, StringComparer.Ordinal);
        return index < 0 ? null : _fields[index];
    }

    public int GetFieldIndex(string name, StringComparer comparer) => GetFieldIndex(name, (IEqualityComparer<string>)comparer);

    public int GetFieldIndex(string name, IEqualityComparer<string> comparer = null)
        => FieldSearch.IndexOf(_fields, name, comparer ?? StringComparer.CurrentCulture);

    public Schema RemoveField(int fieldIndex)
    {
        CheckIndex(fieldIndex, _fields.Count - 1);
        List<Field> fields = [.. _fields];
        fields.RemoveAt(fieldIndex);
        return new Schema(fields, Metadata);
    }

    public Schema InsertField(int fieldIndex, Field newField)
    {
        ArgumentNullException.ThrowIfNull(newField);
        CheckIndex(fieldIndex, _fields.Count);
        List<Field> fields = [.. _fields];
        fields.Insert(fieldIndex, newField);
        return new Schema(fields, Metadata);
    }

    public Schema SetField(int fieldIndex, Field newField)
    {
        ArgumentNullException.ThrowIfNull(newField);
        CheckIndex(fieldIndex, _fields.Count - 1);
        List<Field> fields = [.. _fields];
        fields[fieldIndex] = newField;
        return new Schema(fields, Metadata);
    }

    public void Accept(IArrowTypeVisitor visitor) => ArrowType.AcceptRecord(this, visitor);

    public override string ToString() => $"{nameof(Schema)}: Num fields={_fields.Count}, Num metadata={Metadata?.Count ?? 0}";

    private static void CheckIndex(int fieldIndex, int last)
    {
        if (fieldIndex < 0 || fieldIndex > last)
        {
            throw new ArgumentException($"The schema has no place {fieldIndex}; the last is {last}.", nameof(fieldIndex));
        }
    }

    private Dictionary<string, Field> FirstByName()
    {
        var byName = new Dictionary<string, Field>(StringComparer.Ordinal);
        foreach (var field in _fields)
        {
            byName.TryAdd(field.Name, field);
        }

        return byName;
    }
}
