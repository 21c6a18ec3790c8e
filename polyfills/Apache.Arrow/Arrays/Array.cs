using Apache.Arrow.Types;

namespace Apache.Arrow;

public abstract class Array : IArrowArray
{
    protected Array(ArrayData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
    }

    public ArrayData Data { get; }

    public int Length => Data.Length;

    public int Offset => Data.Offset;

    public int NullCount => Data.GetNullCount();

    public ArrowBuffer NullBitmapBuffer => Data.Buffers[0];

    public virtual void Accept(IArrowArrayVisitor visitor) => Accept(this, visitor);

    public bool IsValid(int index) => NullCount == 0 || NullBitmapBuffer.IsEmpty || BitUtility.GetBit(NullBitmapBuffer.Span, index + Offset);

    public bool IsNull(int index) => !IsValid(index);

    public Array Slice(int offset, int length) => ArrowArrayFactory.Slice(this, offset, length) as Array;

    public Array SliceShared(int offset, int length) => ArrowArrayFactory.SliceShared(this, offset, length) as Array;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Data.Dispose();
        }
    }

    internal static void Accept<T>(T array, IArrowArrayVisitor visitor)
        where T : class, IArrowArray
    {
        if (visitor is IArrowArrayVisitor<T> exact)
        {
            exact.Visit(array);
        }
        else
        {
            visitor.Visit(array);
        }
    }

    internal void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The array has {Length} elements.");
        }
    }

    private protected static void Expect(ArrayData data, ArrowTypeId type, int buffers = 2)
    {
        if (data.DataType.TypeId != type)
        {
            throw new ArgumentException($"The data is of type {data.DataType.TypeId}, not {type}.", nameof(data));
        }

        if (data.Buffers is null || data.Buffers.Length != buffers)
        {
            throw new ArgumentException($"Data of type {type} has {buffers} buffers, not {data.Buffers?.Length ?? 0}.", nameof(data));
        }
    }

    private protected static IArrowArray OnlyChild(ArrayData data)
        => data.Children is [{ } child] ? ArrowArrayFactory.BuildArray(child) : throw new ArgumentException($"Data of type {data.DataType.TypeId} has one child.", nameof(data));
}
