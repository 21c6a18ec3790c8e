using Orleans.Serialization.Buffers;
using Orleans.Serialization.Collections;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

/// <summary>Something that is in essence an array; the array is the only field.</summary>
internal sealed class ArrayViewCodec<TView, T>(ArrayView<TView, T> view, FieldCodec<T[]?> arrayCodec) : BodyCodec<TView>(WireType.TagDelimited)
{
    public override void WriteBody(WireWriter writer, TView value)
    {
        arrayCodec.Write(writer, 0, view.WholeArray(value) ?? view.ToArray(value));
        writer.WriteEndObject();
    }

    public override TView ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        T[]? array = null;
        uint fieldId = 0;
        while (true)
        {
            reader.ReadHeader(out var inner);
            if (inner.IsEndBaseOrEndObject)
            {
                return view.FromArray(array);
            }

            fieldId += inner.FieldIdDelta;
            if (fieldId == 0)
            {
                array = arrayCodec.Read(reader, inner);
            }
            else
            {
                reader.Skip(inner);
            }
        }
    }
}
