using System.Runtime.CompilerServices;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Takes the nodes and buffers of a batch apart, in the order of the format. What an array could not work with is refused: lengths that
/// its buffers or children do not have. That costs nothing that grows with the data, so the offsets between the first and the last,
/// and indices into dictionaries, are left to be checked where they are used.
/// </summary>
internal ref struct BatchDecoder
{
    private readonly FlatVector _nodes;
    private readonly FlatVector _buffers;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly DictionaryStore _dictionaries;
    private int _nextNode;
    private int _nextBuffer;

    public BatchDecoder(FlatTable batch, ReadOnlyMemory<byte> body, DictionaryStore dictionaries)
    {
        if (batch.Has(MessageSlots.Batch.Compression))
        {
            throw new NotSupportedException("The batch is compressed, which is not supported.");
        }

        Length = ToInt32(batch.Int64(MessageSlots.Batch.Length));
        _nodes = batch.Vector(MessageSlots.Batch.Nodes, MessageSlots.Batch.NodeSize);
        _buffers = batch.Vector(MessageSlots.Batch.Buffers, MessageSlots.Batch.BufferSize);
        _body = body;
        _dictionaries = dictionaries;
    }

    public int Length { get; }

    public ArrayData ReadColumn(FieldPlan field) => OfBatchLength(Read(field), field);

    /// <summary>What the dictionary of a field holds.</summary>
    public ArrayData ReadValues(FieldPlan field) => OfBatchLength(ReadPlain(field), field);

    public readonly void CheckEnd()
    {
        if (_nextNode != _nodes.Count || _nextBuffer != _buffers.Count)
        {
            throw Malformed.Batch($"it has {_nodes.Count} nodes and {_buffers.Count} buffers, the schema {_nextNode} and {_nextBuffer}");
        }
    }

    private readonly ArrayData OfBatchLength(ArrayData data, FieldPlan field)
        => data.Length == Length ? data : throw Malformed.Batch($"{field.Field.Name} has {data.Length} elements in {Length} rows");

    private ArrayData Read(FieldPlan field)
    {
        if (field.Dictionary is null)
        {
            return ReadPlain(field);
        }

        var (length, nulls) = ReadNode();
        ArrowBuffer[] buffers = [ReadValidity(length, nulls), ReadElements(length, field.Dictionary.BitWidth / 8)];
        return new ArrayData(field.Dictionary, length, nulls, 0, buffers, null, _dictionaries.Get(field, isNeeded: nulls < length));
    }

    private ArrayData ReadPlain(FieldPlan field)
    {
        var type = field.ValueType;
        var (length, nulls) = ReadNode();
        if (type is NullType)
        {
            return new ArrayData(type, length, length, 0, buffers: [], children: []);
        }

        var validity = ReadValidity(length, nulls);
        switch (type)
        {
            case BooleanType:
                return new ArrayData(type, length, nulls, 0, [validity, ReadBuffer(BitUtility.ByteCount(length))], null);
            case FixedSizeBinaryType binary:
                return new ArrayData(type, length, nulls, 0, [validity, ReadElements(length, binary.ByteWidth)], null);
            case FixedWidthType fixedWidth:
                return new ArrayData(type, length, nulls, 0, [validity, ReadElements(length, fixedWidth.BitWidth / 8)], null);
            case BinaryType or StringType:
                return ReadVariable(type, length, nulls, validity, ReadOffsets<int>(length, out var end), end);
            case LargeBinaryType or LargeStringType:
                return ReadVariable(type, length, nulls, validity, ReadOffsets<long>(length, out var largeEnd), largeEnd);
            case ListType or MapType:
                return ReadNested(field, length, nulls, [validity, ReadOffsets<int>(length, out var last)], last);
            case LargeListType:
                return ReadNested(field, length, nulls, [validity, ReadOffsets<long>(length, out var largeLast)], largeLast);
            case FixedSizeListType list:
                return ReadNested(field, length, nulls, [validity], (long)length * list.ListSize);
            case StructType:
                return ReadNested(field, length, nulls, [validity], length);
            default:
                throw new NotSupportedException($"{field.Field.Name} is of type {type.Name}, which is not supported.");
        }
    }

    private ArrayData ReadVariable(IArrowType type, int length, int nulls, ArrowBuffer validity, ArrowBuffer offsets, long end)
        => new(type, length, nulls, 0, [validity, offsets, ReadBuffer(end)], null);

    private ArrayData ReadNested(FieldPlan field, int length, int nulls, ArrowBuffer[] buffers, long childLength)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var children = new ArrayData[field.Children.Length];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Read(field.Children[i]);
            if (children[i].Length < childLength)
            {
                throw Malformed.Batch($"{field.Field.Name} needs {childLength} elements of {field.Children[i].Field.Name}, which has {children[i].Length}");
            }
        }

        return new ArrayData(field.ValueType, length, nulls, 0, buffers, children);
    }

    private (int Length, int Nulls) ReadNode()
    {
        var node = _nextNode++;
        var length = ToInt32(_nodes.Int64(node, 0));
        var nulls = ToInt32(_nodes.Int64(node, sizeof(long)));
        return nulls <= length ? (length, nulls) : throw Malformed.Batch($"{nulls} of {length} elements are null");
    }

    private ArrowBuffer ReadValidity(int length, int nulls)
    {
        var buffer = ReadBuffer(0);
        if (buffer.IsEmpty ? nulls > 0 : buffer.Length < BitUtility.ByteCount(length))
        {
            throw Malformed.Batch($"a bitmap of {buffer.Length} bytes does not tell which {nulls} of {length} elements are null");
        }

        return buffer;
    }

    private ArrowBuffer ReadElements(int length, int width) => ReadBuffer((long)length * width);

    private ArrowBuffer ReadOffsets<TOffset>(int length, out long end)
        where TOffset : struct
    {
        end = 0;
        var width = Unsafe.SizeOf<TOffset>();
        var buffer = ReadBuffer(length == 0 ? 0 : (length + 1L) * width);
        if (buffer.Length < width)
        {
            return EmptyData.Offsets;
        }

        var offsets = buffer.Span.CastTo<TOffset>();
        var start = ToInt64(offsets[0]);
        end = ToInt64(offsets[length]);
        return start >= 0 && start <= end ? buffer : throw Malformed.Batch($"offsets lead from {start} to {end}");
    }

    private ArrowBuffer ReadBuffer(long needed)
    {
        var index = _nextBuffer++;
        var (offset, length) = (_buffers.Int64(index, 0), _buffers.Int64(index, sizeof(long)));
        if (length == 0 && needed == 0)
        {
            return ArrowBuffer.Empty;
        }

        if (offset < 0 || length < needed || offset > _body.Length || length > _body.Length - offset)
        {
            throw Malformed.Batch($"a buffer that needs {needed} bytes is at {offset} with {length} bytes, in a body of {_body.Length}");
        }

        return new ArrowBuffer(_body.Slice((int)offset, (int)length));
    }

    private static long ToInt64<TOffset>(TOffset offset) => typeof(TOffset) == typeof(int) ? (int)(object)offset : (long)(object)offset;

    private static int ToInt32(long length)
        => length is >= 0 and <= int.MaxValue ? (int)length : throw Malformed.Batch($"an array cannot have {length} elements");
}
