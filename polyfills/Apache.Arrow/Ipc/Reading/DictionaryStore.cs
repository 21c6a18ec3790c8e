using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// What dictionaries hold now, by id. Deltas are put together when a batch needs them: many small ones after a large one are copied
/// once.
/// </summary>
internal sealed class DictionaryStore
{
    private readonly MemoryAllocator _allocator;
    private readonly Dictionary<long, FieldPlan> _fields = [];
    private readonly Dictionary<long, List<ArrayData>> _values = [];

    public DictionaryStore(SchemaPlan plan, MemoryAllocator allocator)
    {
        _allocator = allocator;
        if (plan.HasDictionaries)
        {
            Register(plan.Fields);
        }
    }

    public void Read(FlatTable dictionary, ReadOnlyMemory<byte> body)
    {
        var id = dictionary.Int64(MessageSlots.Dictionary.Id);
        if (!_fields.TryGetValue(id, out var field))
        {
            throw Malformed.Batch($"there is a dictionary with id {id}, which no field of the schema has");
        }

        var decoder = new BatchDecoder(dictionary.Table(MessageSlots.Dictionary.Data), body, this);
        var values = decoder.ReadValues(field);
        decoder.CheckEnd();
        if (dictionary.Bool(MessageSlots.Dictionary.IsDelta) && _values.TryGetValue(id, out var parts))
        {
            parts.Add(values);
        }
        else
        {
            _values[id] = [values];
        }
    }

    /// <summary>An empty one where none has come, which is allowed as long as every index is null.</summary>
    public ArrayData Get(FieldPlan field, bool isNeeded)
    {
        if (_values.TryGetValue(field.DictionaryId, out var parts))
        {
            if (parts.Count > 1)
            {
                var whole = ArrayDataConcatenator.Concatenate(parts, _allocator);
                parts.Clear();
                parts.Add(whole);
            }

            return parts[0];
        }

        return isNeeded ? throw Malformed.Batch($"the dictionary with id {field.DictionaryId}, of field {field.Field.Name}, is missing") : EmptyData.Of(field.ValueType);
    }

    private void Register(FieldPlan[] plans)
    {
        foreach (var plan in plans)
        {
            Register(plan.Children);
            if (plan.Dictionary is not null && !_fields.TryAdd(plan.DictionaryId, plan) && !TypeComparer.AreSame(_fields[plan.DictionaryId].ValueType, plan.ValueType))
            {
                throw Malformed.Metadata($"fields of different types share the dictionary with id {plan.DictionaryId}");
            }
        }
    }
}
