using System.Buffers;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class RecordBatch : IArrowRecord
{
    private readonly List<IArrowArray> _arrays;
    private readonly IMemoryOwner<byte> _body;

    public RecordBatch(Schema schema, IEnumerable<IArrowArray> data, int length)
        : this(schema, [.. data ?? throw new ArgumentNullException(nameof(data))], length, body: null)
    {
    }

    /// <param name="data">Kept, not copied.</param>
    /// <param name="body">The memory under the columns, where the batch owns it.</param>
    internal RecordBatch(Schema schema, List<IArrowArray> data, int length, IMemoryOwner<byte> body)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Schema = schema;
        Length = length;
        _arrays = data;
        _body = body;
    }

    public Schema Schema { get; }

    public int ColumnCount => _arrays.Count;

    public IEnumerable<IArrowArray> Arrays => _arrays;

    public int Length { get; }

    IRecordType IArrowRecord.Schema => Schema;

    int IArrowArray.Offset => 0;

    int IArrowArray.NullCount => 0;

    ArrayData IArrowArray.Data => throw new NotSupportedException("A record batch has columns, no data of its own.");

    internal List<IArrowArray> ArrayList => _arrays;

    public IArrowArray Column(int i) => _arrays[i];

    public IArrowArray Column(string columnName) => Column(columnName, StringComparer.CurrentCulture);

    public IArrowArray Column(string columnName, IEqualityComparer<string> comparer) => _arrays[Schema.GetFieldIndex(columnName, comparer)];

    bool IArrowArray.IsNull(int index) => false;

    bool IArrowArray.IsValid(int index) => true;

    public void Accept(IArrowArrayVisitor visitor) => RecordVisit.Accept(this, visitor);

    public RecordBatch Clone(MemoryAllocator allocator = null)
        => new(Schema, _arrays.ConvertAll(array => ArrowArrayFactory.BuildArray(array.Data.Clone(allocator))), Length, body: null);

    public RecordBatch Slice(int offset, int length)
    {
        length = Clamp(offset, length);
        return new RecordBatch(Schema, _arrays.ConvertAll(array => ArrowArrayFactory.Slice(array, offset, length)), length, body: null);
    }

    public RecordBatch SliceShared(int offset, int length)
    {
        length = Clamp(offset, length);
        return new RecordBatch(Schema, _arrays.ConvertAll(array => ArrowArrayFactory.SliceShared(array, offset, length)), length, body: null);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => $"{nameof(RecordBatch)}: {ColumnCount} columns by {Length} rows";

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        foreach (var array in _arrays)
        {
            array.Dispose();
        }

        _body?.Dispose();
    }

    private int Clamp(int offset, int length)
        => offset > Length ? throw new ArgumentException($"A slice cannot start at {offset}, beyond the end of {Length} rows.", nameof(offset)) : Math.Min(Length - offset, length);
}
