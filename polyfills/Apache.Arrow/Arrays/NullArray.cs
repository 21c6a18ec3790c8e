using Apache.Arrow.Types;

namespace Apache.Arrow;

public partial class NullArray : IArrowArray
{
    public NullArray(ArrayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.DataType.TypeId != ArrowTypeId.Null)
        {
            throw new ArgumentException($"The data is of type {data.DataType.TypeId}, not {ArrowTypeId.Null}.", nameof(data));
        }

        if (data.GetNullCount() != data.Length)
        {
            throw new ArgumentException($"All {data.Length} elements are null, but the data counts {data.NullCount}.", nameof(data));
        }

        Data = data;
    }

    public NullArray(int length)
        : this(new ArrayData(NullType.Default, length, length, 0, buffers: [], children: []))
    {
    }

    public ArrayData Data { get; }

    public int Length => Data.Length;

    public int Offset => Data.Offset;

    public int NullCount => Data.NullCount;

    public void Dispose()
    {
    }

    public bool IsNull(int index) => true;

    public bool IsValid(int index) => false;

    public void Accept(IArrowArrayVisitor visitor) => Array.Accept(this, visitor);
}
