using Apache.Arrow.Types;

namespace Apache.Arrow;

public class StructArray : Array, IArrowRecord
{
    private IArrowArray[] _fields;

    public StructArray(IArrowType dataType, int length, IEnumerable<IArrowArray> children, ArrowBuffer nullBitmapBuffer, int nullCount = 0, int offset = 0)
        : this(new ArrayData(dataType, length, nullCount, offset, [nullBitmapBuffer], [.. children.Select(static child => child.Data)]))
    {
    }

    public StructArray(ArrayData data)
        : base(data)
        => Expect(data, ArrowTypeId.Struct, buffers: 1);

    /// <summary>The children at the elements of this array; where the struct is null, they are what they are.</summary>
    public IReadOnlyList<IArrowArray> Fields => _fields ??= BuildFields();

    IRecordType IArrowRecord.Schema => (StructType)Data.DataType;

    int IArrowRecord.ColumnCount => Fields.Count;

    IArrowArray IArrowRecord.Column(string columnName, IEqualityComparer<string> comparer) => Fields[((StructType)Data.DataType).GetFieldIndex(columnName, comparer)];

    IArrowArray IArrowRecord.Column(int columnIndex) => Fields[columnIndex];

    public override void Accept(IArrowArrayVisitor visitor) => RecordVisit.Accept(this, visitor);

    private IArrowArray[] BuildFields()
        => System.Array.ConvertAll(Data.Children ?? [], child => ArrowArrayFactory.BuildArray(Offset == 0 && child.Length == Length ? child : child.Slice(Offset, Length)));
}
