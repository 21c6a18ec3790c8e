using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Session;

/// <summary>
/// Where a value lies that was skipped, so that a later reference to it can still be followed; and what comes after it,
/// so that whoever skips it again need not look into it.
/// </summary>
internal sealed class SkippedField(Field field, int id, int generation, int position, int typeCursor)
{
    public Field Field { get; } = field;

    public int Id { get; } = id;

    public int Generation { get; } = generation;

    public int Position { get; } = position;

    public int TypeCursor { get; } = typeCursor;

    /// <summary>Zero until the value has been skipped in full.</summary>
    public int EndPosition { get; private set; }

    public int EndId { get; private set; }

    public int EndTypeCursor { get; private set; }

    public void Complete(int endPosition, int endId, int endTypeCursor) => (EndPosition, EndId, EndTypeCursor) = (endPosition, endId, endTypeCursor);
}
