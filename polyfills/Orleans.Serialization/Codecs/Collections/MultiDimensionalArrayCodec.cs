using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs.Scalars;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

/// <summary>Arrays of rank two and more: the lengths, then the elements in memory order.</summary>
internal sealed class MultiDimensionalArrayCodec<TArray, T>(FieldCodec<T> element, FieldCodec<int[]> lengthsCodec) : BodyCodec<TArray>(WireType.TagDelimited)
    where TArray : class
{
    private const uint LengthsField = 0;
    private const uint BlockField = 1;
    private const uint ElementField = 2;

    public override void WriteBody(WireWriter writer, TArray value)
    {
        Nesting.Check();
        var array = (Array)(object)value;
        var lengths = new int[array.Rank];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = array.GetLength(i);
            if (array.GetLowerBound(i) != 0)
            {
                throw new CodecNotFoundException($"Could not find a codec for {typeof(TArray)} with a lower bound other than zero.");
            }
        }

        lengthsCodec.Write(writer, LengthsField, lengths);
        if (BlockElement<T>.IsSupported)
        {
            writer.WriteHeader(BlockField - LengthsField, null, WireType.LengthPrefixed);
            ScalarIO.WriteBytes(writer, BlockElement<T>.AsBytes(AsSpan(array)));
        }
        else
        {
            var delta = ElementField - LengthsField;
            foreach (var item in AsSpan(array))
            {
                element.Write(writer, delta, item);
                delta = 0;
            }
        }

        writer.WriteEndObject();
    }

    public override TArray ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        Array? result = null;
        var filled = 0;
        uint fieldId = 0;
        while (true)
        {
            reader.ReadHeader(out var inner);
            if (inner.IsEndBaseOrEndObject)
            {
                break;
            }

            fieldId += inner.FieldIdDelta;
            if (fieldId == LengthsField && result is null)
            {
                result = Create(reader, lengthsCodec.Read(reader, inner));
                reader.Session.Reading.Record(id, result);
            }
            else if (fieldId == BlockField && result is not null && BlockElement<T>.IsSupported)
            {
                var bytes = ScalarIO.ReadBytes(reader, inner.WireType);
                if (BlockElement<T>.Count(bytes) == result.Length)
                {
                    BlockElement<T>.Fill(bytes, AsSpan(result));
                    filled = result.Length;
                }
            }
            else if (fieldId == ElementField && result is not null && filled < result.Length)
            {
                var item = element.Read(reader, inner);
                AsSpan(result)[filled++] = item;
            }
            else
            {
                reader.Skip(inner);
            }
        }

        return result is not null && filled == result.Length
            ? (TArray)(object)result
            : throw new SerializerException($"The input holds an incomplete {typeof(TArray)}.");
    }

    public static Span<T> AsSpan(Array array) => MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Array Create(WireReader reader, int[]? lengths)
    {
        if (lengths is null || lengths.Length != typeof(TArray).GetArrayRank())
        {
            throw new SerializerException($"The input holds the wrong number of lengths for {typeof(TArray)}.");
        }

        // Without the empty dimensions the product still must be within bounds: the runtime multiplies in order.
        long count = 1, bound = 1;
        foreach (var length in lengths)
        {
            if (length < 0 || bound * Math.Max(length, 1) > Array.MaxLength)
            {
                throw new SerializerException("The input holds an array of impossible lengths.");
            }

            bound *= Math.Max(length, 1);
            count *= length;
        }

        reader.CheckCount((ulong)count);
        return Array.CreateInstance(typeof(T), lengths);
    }
}
