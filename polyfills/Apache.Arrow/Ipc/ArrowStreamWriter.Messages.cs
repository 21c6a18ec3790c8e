using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

public partial class ArrowStreamWriter
{
    private static readonly byte[] End = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];
    private static readonly byte[] LegacyEnd = [0, 0, 0, 0];
    private static readonly List<(long Id, ArrayData Data)> NoDictionaries = [];

    /// <summary>What a file begins with.</summary>
    private protected virtual ReadOnlyMemory<byte> Head => default;

    private ReadOnlyMemory<byte> EndOfStream => _isLegacy ? LegacyEnd : End;

    /// <summary>What a file ends with.</summary>
    private protected virtual ReadOnlyMemory<byte> Tail() => default;

    private protected virtual void OnDictionary(FileBlock block)
    {
    }

    private protected virtual void OnBatch(FileBlock block)
    {
    }

    /// <param name="isReplacement">Of one that has been written with the same id.</param>
    private protected virtual void CheckDictionary(long id, bool isReplacement)
    {
    }

    private void Check(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (batch.ColumnCount != _plan.Fields.Length)
        {
            throw new ArgumentException($"The batch has {batch.ColumnCount} columns, the schema of the writer {_plan.Fields.Length} fields.", nameof(batch));
        }

        for (var i = 0; i < _plan.Fields.Length; i++)
        {
            var (column, field) = (batch.Column(i), _plan.Fields[i].Field);
            if (column.Length != batch.Length)
            {
                throw new ArgumentException($"Column {field.Name} has {column.Length} elements, its batch {batch.Length} rows.", nameof(batch));
            }

            if (!TypeComparer.AreSame(column.Data.DataType, field.DataType))
            {
                throw new ArgumentException($"Column {field.Name} is of type {column.Data.DataType.Name}, which differs from what the schema of the writer says: {field.DataType.Name}.", nameof(batch));
            }
        }
    }

    private List<(long Id, ArrayData Data)> MissingDictionaries(RecordBatch batch)
    {
        if (_dictionaries is null)
        {
            return NoDictionaries;
        }

        var missing = _dictionaries.Missing(_plan, batch);
        foreach (var (id, _) in missing)
        {
            CheckDictionary(id, _dictionaries.HasWritten(id));
        }

        return missing;
    }

    private Memory<byte> Encode(long id, ArrayData data)
    {
        _messages.Body.Clear();
        _messages.Body.Add(data);
        return _messages.Dictionary(id, data.Length, Position);
    }

    private Memory<byte> Encode(RecordBatch batch)
    {
        _messages.Body.Clear();
        foreach (var column in batch.ArrayList)
        {
            _messages.Body.Add(column.Data);
        }

        return _messages.Batch(batch.Length, Position);
    }
}
