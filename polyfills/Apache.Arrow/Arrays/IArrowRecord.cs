using Apache.Arrow.Types;

namespace Apache.Arrow;

public interface IArrowRecord : IArrowArray
{
    IRecordType Schema { get; }

    int ColumnCount { get; }

    IArrowArray Column(string columnName, IEqualityComparer<string> comparer = null);

    IArrowArray Column(int columnIndex);
}
