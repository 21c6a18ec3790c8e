using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

internal sealed class SchemaPlan
{
    public required Schema Schema { get; init; }

    public required FieldPlan[] Fields { get; init; }

    public bool HasDictionaries { get; init; }

    /// <summary>Numbers the dictionaries as they are met, children before parents.</summary>
    public static SchemaPlan Of(Schema schema)
    {
        var nextId = 0L;
        return new SchemaPlan { Schema = schema, Fields = Of(schema.FieldsList, ref nextId), HasDictionaries = nextId > 0 };
    }

    private static FieldPlan[] Of(IReadOnlyList<Field> fields, ref long nextId)
    {
        var plans = fields.Count == 0 ? [] : new FieldPlan[fields.Count];
        for (var i = 0; i < plans.Length; i++)
        {
            var dictionary = fields[i].DataType as DictionaryType;
            var valueType = dictionary?.ValueType ?? fields[i].DataType;
            var children = valueType is NestedType nested ? Of(nested.Fields, ref nextId) : [];
            plans[i] = new FieldPlan
            {
                Field = fields[i],
                ValueType = valueType,
                Children = children,
                Dictionary = dictionary,
                DictionaryId = dictionary is null ? 0 : nextId++,
            };
        }

        return plans;
    }
}
