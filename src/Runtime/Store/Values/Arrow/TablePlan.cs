using Apache.Arrow;
using Apache.Arrow.Types;

namespace Orleans.Ray.Store;

/// <summary>Tables, as the record batches that their chunks make. What is read is pinned until it is collected.</summary>
/// <remarks>
/// A stream has one dictionary for a column, the chunks of a table may each have their own: a table of several chunks with such a column is not stored.
/// </remarks>
internal sealed class TablePlan : ArrowPlan<Table>
{
    public override string Kind => StoredKinds.Table;

    protected override (Schema Schema, IReadOnlyList<RecordBatch> Batches)? Open(Table value)
    {
        var batches = Split(value);
        return batches.Count > 1 && value.Schema.FieldsList.Any(static field => HasDictionary(field.DataType)) ? null : (value.Schema, batches);
    }

    protected override Table Make(Schema schema, IReadOnlyList<RecordBatch> batches, IDisposable memory) => batches.Count == 0
        ? throw new RaySerializationException("The object holds no record batch of the table that was announced.")
        : Table.TableFromRecordBatches(schema, [.. batches]);

    private static List<RecordBatch> Split(Table table)
    {
        var columns = Enumerable.Range(0, table.ColumnCount).Select(i => new ColumnCursor(table.Column(i).Data)).ToArray();
        var batches = new List<RecordBatch>();
        do
        {
            var rows = columns.Length == 0 ? 0 : columns.Min(static column => column.Remaining);
            batches.Add(new RecordBatch(table.Schema, columns.Select(column => column.Take(rows)).ToArray(), rows));
        }
        while (columns.Length > 0 && columns.All(static column => column.Remaining > 0));

        return batches;
    }

    private static bool HasDictionary(IArrowType type) => type is DictionaryType || (type is NestedType nested && nested.Fields.Any(static field => HasDictionary(field.DataType)));

    /// <summary>Goes along the chunks of a column.</summary>
    private sealed class ColumnCursor
    {
        private readonly ChunkedArray _chunks;
        private int _chunk;
        private int _offset;

        public ColumnCursor(ChunkedArray chunks)
        {
            _chunks = chunks;
            SkipEmpty();
        }

        /// <summary>Rows of the current chunk that have not been taken.</summary>
        public int Remaining => _chunks.ArrowArray(_chunk).Length - _offset;

        public IArrowArray Take(int rows)
        {
            var chunk = _chunks.ArrowArray(_chunk);
            var taken = rows == chunk.Length ? chunk : ArrowArrayFactory.Slice(chunk, _offset, rows);
            _offset += rows;
            SkipEmpty();
            return taken;
        }

        private void SkipEmpty()
        {
            while (Remaining == 0 && _chunk + 1 < _chunks.ArrayCount)
            {
                _chunk++;
                _offset = 0;
            }
        }
    }
}
