using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;

namespace Apache.Arrow.Ipc;

/// <summary>
/// What a batch consists of, in the order of the format. Buffers are taken as they lie in memory where they can be; bitmaps that do
/// not begin at a whole byte and offsets that do not begin at zero are made anew, in rented arrays that go back with
/// <see cref="Clear"/>. Every buffer is padded to 64 bytes, so that all of them are aligned where the body is.
/// </summary>
internal sealed partial class Body
{
    private const int Alignment = 64;

    private readonly List<BodyNode> _nodes = [];
    private readonly List<BodyBuffer> _buffers = [];
    private readonly List<BodyPart> _parts = [];
    private readonly List<byte[]> _rented = [];

    public ReadOnlySpan<BodyNode> Nodes => CollectionsMarshal.AsSpan(_nodes);

    public ReadOnlySpan<BodyBuffer> Buffers => CollectionsMarshal.AsSpan(_buffers);

    public List<BodyPart> Parts => _parts;

    public long Length { get; private set; }

    public void Clear()
    {
        foreach (var array in _rented)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        _rented.Clear();
        _nodes.Clear();
        _buffers.Clear();
        _parts.Clear();
        Length = 0;
    }

    public void Add(ArrayData data) => Add(data, data.Offset, data.Length);

    /// <param name="start">Of the first element, in the buffers.</param>
    private void Add(ArrayData data, int start, int length)
    {
        var type = data.DataType;
        if (type.TypeId == ArrowTypeId.Null)
        {
            _nodes.Add(new BodyNode(length, length));
            return;
        }

        AddValidity(data, start, length);
        switch (type)
        {
            case BooleanType:
                AddBits(data.Buffers[1], start, length);
                break;
            case FixedSizeListType list:
                AddChild(ChildOf(data, 0), checked(start * list.ListSize), checked(length * list.ListSize));
                break;
            case StructType structs:
                for (var i = 0; i < structs.Fields.Count; i++)
                {
                    AddChild(ChildOf(data, i), start, length);
                }

                break;
            case FixedSizeBinaryType binary:
                AddFixedWidth(data.Buffers[1], start, length, binary.ByteWidth);
                break;
            case FixedWidthType fixedWidth:
                AddFixedWidth(data.Buffers[1], start, length, fixedWidth.BitWidth / 8);
                break;
            case BinaryType or StringType:
                AddVariable<int>(data, start, length);
                break;
            case LargeBinaryType or LargeStringType:
                AddVariable<long>(data, start, length);
                break;
            case ListType or MapType:
                AddList<int>(data, start, length);
                break;
            case LargeListType:
                AddList<long>(data, start, length);
                break;
            default:
                throw new NotImplementedException($"Arrays of type {type.Name} cannot be written.");
        }
    }

    private void AddChild(ArrayData child, int start, int length)
    {
        if (start < 0 || length < 0 || start > child.Length - length)
        {
            throw new ArgumentException($"An array refers to {length} elements of its child from {start} on, which has {child.Length}.");
        }

        Add(child, checked(child.Offset + start), length);
    }

    private static ArrayData ChildOf(ArrayData data, int index)
        => data.Children is { } children && index < children.Length && children[index] is { } child ? child : throw new ArgumentException($"An array of type {data.DataType.Name} lacks its child {index}.");
}
