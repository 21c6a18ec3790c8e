using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Session;

/// <summary>Where a value lies that was skipped, so that a later reference to it can still be followed.</summary>
internal sealed class SkippedField(Field field, int id, int position, int typeCursor)
{
    public Field Field { get; } = field;

    public int Id { get; } = id;

    public int Position { get; } = position;

    public int TypeCursor { get; } = typeCursor;
}
