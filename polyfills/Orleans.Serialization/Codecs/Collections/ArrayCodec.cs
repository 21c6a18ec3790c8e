using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs.Scalars;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

internal sealed class ArrayCodec<T>(FieldCodec<T> element) : BodyCodec<T[]>(BlockElement<T>.IsSupported ? WireType.LengthPrefixed : WireType.TagDelimited)
{
    public override void WriteBody(WireWriter writer, T[] value)
    {
        if (BlockElement<T>.IsSupported)
        {
            ScalarIO.WriteBytes(writer, BlockElement<T>.AsBytes(value));
        }
        else
        {
            Elements.Write(writer, element, value);
        }
    }

    public override T[] ReadBody(WireReader reader, in Field field, int id)
    {
        if (field.WireType != WireType.LengthPrefixed || !BlockElement<T>.IsSupported)
        {
            return ReadElements(reader, field, id);
        }

        var bytes = ScalarIO.ReadBytes(reader, field.WireType);
        var count = BlockElement<T>.Count(bytes);
        var block = count == 0 ? [] : GC.AllocateUninitializedArray<T>(count);
        BlockElement<T>.Fill(bytes, block);
        return block;
    }

    private T[] ReadElements(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        T[] result = [];
        int count = 0, filled = 0;
        uint fieldId = 0;
        while (true)
        {
            reader.ReadHeader(out var inner);
            if (inner.IsEndBaseOrEndObject)
            {
                break;
            }

            fieldId += inner.FieldIdDelta;
            if (fieldId == ElementFields.Count)
            {
                count = ElementFields.ReadCount(reader, inner);
                result = count == 0 ? [] : new T[count];
                reader.Session.Reading.Record(id, result);
            }
            else if (fieldId == ElementFields.Element && filled < count)
            {
                result[filled++] = element.Read(reader, inner);
            }
            else
            {
                reader.Skip(inner);
            }
        }

        return filled == count ? result : throw new SerializerException($"The input holds {filled} elements of an array of {count}.");
    }
}
