using System.Runtime.InteropServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs.Scalars;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

internal sealed class ListCodec<T>(FieldCodec<T> element) : BodyCodec<List<T>>(BlockElement<T>.IsSupported ? WireType.LengthPrefixed : WireType.TagDelimited)
{
    public override void WriteBody(WireWriter writer, List<T> value)
    {
        if (BlockElement<T>.IsSupported)
        {
            ScalarIO.WriteBytes(writer, BlockElement<T>.AsBytes(CollectionsMarshal.AsSpan(value)));
        }
        else
        {
            Elements.Write(writer, element, CollectionsMarshal.AsSpan(value));
        }
    }

    public override List<T> ReadBody(WireReader reader, in Field field, int id)
    {
        var result = new List<T>();
        reader.Session.Reading.Record(id, result);
        if (field.WireType == WireType.LengthPrefixed && BlockElement<T>.IsSupported)
        {
            var bytes = ScalarIO.ReadBytes(reader, field.WireType);
            CollectionsMarshal.SetCount(result, BlockElement<T>.Count(bytes));
            BlockElement<T>.Fill(bytes, CollectionsMarshal.AsSpan(result));
        }
        else
        {
            ReadElements(reader, field, result);
        }

        return result;
    }

    private void ReadElements(WireReader reader, in Field field, List<T> result)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        uint fieldId = 0;
        while (true)
        {
            reader.ReadHeader(out var inner);
            if (inner.IsEndBaseOrEndObject)
            {
                return;
            }

            fieldId += inner.FieldIdDelta;
            if (fieldId == ElementFields.Count)
            {
                result.EnsureCapacity(ElementFields.ReadCount(reader, inner));
            }
            else if (fieldId == ElementFields.Element)
            {
                result.Add(element.Read(reader, inner));
            }
            else
            {
                reader.Skip(inner);
            }
        }
    }
}
