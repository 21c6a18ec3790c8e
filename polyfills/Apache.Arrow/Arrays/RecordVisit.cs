namespace Apache.Arrow;

/// <summary>Records are visited as what they are, else as records, else as arrays.</summary>
internal static class RecordVisit
{
    public static void Accept<T>(T record, IArrowArrayVisitor visitor)
        where T : class, IArrowRecord
    {
        switch (visitor)
        {
            case IArrowArrayVisitor<T> exact:
                exact.Visit(record);
                break;
            case IArrowArrayVisitor<IArrowRecord> any:
                any.Visit(record);
                break;
            default:
                visitor.Visit(record);
                break;
        }
    }
}
