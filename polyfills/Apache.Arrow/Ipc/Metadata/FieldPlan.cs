using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>A field as messages lay it out: dictionaries have ids, and what they hold has fields of its own.</summary>
internal sealed class FieldPlan
{
    public required Field Field { get; init; }

    /// <summary>Of a dictionary, that of its values.</summary>
    public required IArrowType ValueType { get; init; }

    public required FieldPlan[] Children { get; init; }

    public DictionaryType Dictionary { get; init; }

    public long DictionaryId { get; init; }
}
