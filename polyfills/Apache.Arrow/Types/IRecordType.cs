namespace Apache.Arrow.Types;

public interface IRecordType : IArrowType
{
    int FieldCount { get; }

    Field GetFieldByIndex(int index);

    Field GetFieldByName(string name);

    int GetFieldIndex(string name, IEqualityComparer<string> comparer);
}
