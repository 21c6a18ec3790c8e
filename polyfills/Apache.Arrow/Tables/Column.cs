using Apache.Arrow.Types;

namespace Apache.Arrow;

public class Column : IDisposable
{
    public Column(Field field, IList<Array> arrays)
        : this(field, new ChunkedArray(arrays))
    {
    }

    public Column(Field field, IList<IArrowArray> arrays)
        : this(field, new ChunkedArray(arrays))
    {
    }

    private Column(Field field, ChunkedArray data)
    {
        ArgumentNullException.ThrowIfNull(field);
        for (var i = 0; i < data.ArrayCount; i++)
        {
            if (!TypeComparer.AreSame(data.ArrowArray(i).Data.DataType, field.DataType))
            {
                throw new ArgumentException($"Chunk {i} is of type {data.ArrowArray(i).Data.DataType.Name}, which differs from what field {field.Name} says: {field.DataType.Name}.", nameof(data));
            }
        }

        Field = field;
        Data = data;
    }

    public Field Field { get; }

    public ChunkedArray Data { get; }

    public long Length => Data.Length;

    public long NullCount => Data.NullCount;

    public string Name => Field.Name;

    public IArrowType Type => Field.DataType;

    public Column Slice(int offset, int length) => new(Field, Data.Slice(offset, length));

    public Column Slice(int offset) => new(Field, Data.Slice(offset));

    public Column SliceShared(int offset, int length) => new(Field, Data.SliceShared(offset, length));

    public Column SliceShared(int offset) => new(Field, Data.SliceShared(offset));

    public void Dispose()
    {
        Data.Dispose();
        GC.SuppressFinalize(this);
    }
}
