using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Ray.Objects;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Ray.Store;

/// <summary>
/// Something that is in essence an array, in the stream of a stored value: a number that says which array it is, and, where that is new, the index of
/// a buffer beside the stream or, of a small one, the elements.
/// </summary>
/// <remarks>
/// Used in the store's own serializer alone (<see cref="ValueSerializer"/>), so that messages between grains stay as Orleans writes them. Orleans tracks references to
/// objects of its own codecs; these codecs keep their numbers instead.
/// </remarks>
internal abstract class OutOfBandCodec<TValue, T> : IFieldCodec<TValue>
    where T : unmanaged
{
    private const int Known = 0;
    private const int Inline = 1;
    private const int Beside = 2;

    /// <summary>What makes two values the same array; null where there is no such thing.</summary>
    protected abstract object? IdentityOf(TValue value);

    protected abstract ReadOnlyMemory<T> ElementsOf(TValue value);

    /// <summary>The sizes of its dimensions, where the type has several.</summary>
    protected virtual ReadOnlySpan<int> ShapeOf(TValue value) => [];

    protected virtual bool HasShape => false;

    protected abstract TValue Make(ReadOnlySpan<T> elements, int[]? shape);

    /// <summary>A value of elements that lie in the store: a copy, unless the type can be a view.</summary>
    protected virtual unsafe TValue MakeOf(OutOfBandReading reading, long offset, int count, int[]? shape) => Make(new ReadOnlySpan<T>(reading.Hold.Pointer + offset, count), shape);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, TValue value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            writer.WriteFieldHeader(fieldIdDelta, expectedType, expectedType, WireType.Reference);
            writer.WriteVarUInt32(0);
            return;
        }

        var writing = OutOfBandWriting.Current;
        var isKnown = writing.IsKnown(IdentityOf(value), out var number);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(TValue), WireType.LengthPrefixed);
        if (isKnown)
        {
            writer.WriteVarUInt32(2 * sizeof(int));
            writer.WriteInt32(Known);
            writer.WriteInt32(number);
            return;
        }

        var elements = ElementsOf(value);
        var shape = ShapeOf(value);
        var length = (long)elements.Length * Unsafe.SizeOf<T>();
        var isLarge = writing.IsLarge(length);
        var head = (2 + (HasShape ? 1 + shape.Length : 0)) * sizeof(int);
        writer.WriteVarUInt32((uint)(head + (isLarge ? sizeof(int) : length)));
        writer.WriteInt32(isLarge ? Beside : Inline);
        writer.WriteInt32(number);
        if (HasShape)
        {
            writer.WriteInt32(shape.Length);
            foreach (var size in shape)
            {
                writer.WriteInt32(size);
            }
        }

        if (isLarge)
        {
            writer.WriteInt32(writing.Add(new OutOfBandBuffer<T>(elements)));
        }
        else
        {
            writer.Write(MemoryMarshal.AsBytes(elements.Span));
        }
    }

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte> => WriteField(ref writer, fieldIdDelta, expectedType, (TValue)value!);

    public TValue ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference && default(TValue) is null)
        {
            return reader.ReadVarUInt32() == 0 ? default! : throw Bad("a reference");
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        var reading = OutOfBandReading.Current;
        var length = reader.ReadVarUInt32() - (2 * sizeof(int));
        var (kind, number) = (reader.ReadInt32(), reader.ReadInt32());
        if (kind == Known)
        {
            return reading.Known(number) is TValue known ? known : throw Bad("an array of another type");
        }

        var shape = HasShape ? ReadShape(ref reader, ref length) : null;
        var value = kind switch
        {
            Inline => ReadInline(ref reader, length, shape),
            Beside => ReadBeside(reading, reader.ReadInt32(), shape),
            _ => throw Bad($"kind {kind}"),
        };

        reading.Record(number, value!);
        return value;
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);

    private static int[] ReadShape<TInput>(ref Reader<TInput> reader, ref uint length)
    {
        var rank = reader.ReadInt32();
        if (rank < 0 || (uint)rank > length / sizeof(int))
        {
            throw Bad($"{rank} dimensions");
        }

        var shape = new int[rank];
        for (var dimension = 0; dimension < rank; dimension++)
        {
            shape[dimension] = reader.ReadInt32();
        }

        length -= (uint)((1 + rank) * sizeof(int));
        return shape;
    }

    private static void ThrowIfShapeDiffers(int[]? shape, int count)
    {
        if (shape is not null && (Array.Exists(shape, static size => size < 0) || NDShape.LengthOf(shape) != count))
        {
            throw Bad($"{count} elements of shape {NDShape.Describe(shape)}");
        }
    }

    private static RaySerializationException Bad(string what) => new($"The object holds {what} where {typeof(TValue)} was expected.");

    private TValue ReadInline<TInput>(ref Reader<TInput> reader, uint length, int[]? shape)
    {
        var count = Blocks.Count<T>(length);
        ThrowIfShapeDiffers(shape, count);
        var elements = new T[count];
        reader.ReadBytes(MemoryMarshal.AsBytes(elements.AsSpan()));
        return Make(elements, shape);
    }

    private TValue ReadBeside(OutOfBandReading reading, int index, int[]? shape)
    {
        var (offset, length) = reading.Buffer(index);
        var count = Blocks.Count<T>(length);
        ThrowIfShapeDiffers(shape, count);
        return MakeOf(reading, offset, count, shape);
    }
}
