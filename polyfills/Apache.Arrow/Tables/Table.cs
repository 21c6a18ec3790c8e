namespace Apache.Arrow;

/// <summary>Columns of one length. Not changed by what seems to: a new table comes back.</summary>
public class Table
{
    private readonly IList<Column> _columns;

    public Table(Schema schema, IList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(columns);
        Schema = schema;
        _columns = columns;
        RowCount = columns.Count > 0 ? columns[0].Length : 0;
    }

    public Table()
        : this(new Schema([], null), [])
    {
    }

    public Schema Schema { get; }

    public long RowCount { get; }

    public int ColumnCount => _columns.Count;

    public static Table TableFromRecordBatches(Schema schema, IList<RecordBatch> recordBatches)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(recordBatches);
        var columns = new List<Column>(schema.FieldsList.Count);
        for (var i = 0; i < schema.FieldsList.Count; i++)
        {
            columns.Add(new Column(schema.GetFieldByIndex(i), [.. recordBatches.Select(batch => batch.Column(i))]));
        }

        return new Table(schema, columns);
    }

    public Column Column(int columnIndex) => _columns[columnIndex];

    public Table RemoveColumn(int columnIndex)
    {
        var schema = Schema.RemoveField(columnIndex);
        List<Column> columns = [.. _columns];
        columns.RemoveAt(columnIndex);
        return new Table(schema, columns);
    }

    public Table InsertColumn(int columnIndex, Column column)
    {
        CheckLength(column);
        var schema = Schema.InsertField(columnIndex, column.Field);
        List<Column> columns = [.. _columns];
        columns.Insert(columnIndex, column);
        return new Table(schema, columns);
    }

    public Table SetColumn(int columnIndex, Column column)
    {
        CheckLength(column);
        var schema = Schema.SetField(columnIndex, column.Field);
        List<Column> columns = [.. _columns];
        columns[columnIndex] = column;
        return new Table(schema, columns);
    }

    public override string ToString() => $"{nameof(Table)}: {ColumnCount} columns by {RowCount} rows";

    private void CheckLength(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (ColumnCount > 0 && column.Length != RowCount)
        {
            throw new ArgumentException($"Column {column.Name} has {column.Length} elements, the table {RowCount} rows.", nameof(column));
        }
    }
}
