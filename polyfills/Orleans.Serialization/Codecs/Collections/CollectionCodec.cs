using Orleans.Serialization.Buffers;
using Orleans.Serialization.Collections;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

internal sealed class CollectionCodec<TCollection, TElement, TBuilder>(
    CollectionShape<TCollection, TElement, TBuilder> shape,
    FieldCodec<TElement> element,
    FieldCodec<object?> comparerCodec)
    : BodyCodec<TCollection>(WireType.TagDelimited)
    where TCollection : class
    where TBuilder : class
{
    // A set of this size costs a hostile input that much to announce; a larger one grows as its elements arrive.
    private const int MaxInitialCapacity = 4096;

    public override void WriteBody(WireWriter writer, TCollection value)
    {
        Nesting.Check();
        if (shape.Comparer(value) is { } comparer)
        {
            comparerCodec.Write(writer, ElementFields.Comparer, comparer);
        }

        ElementFields.WriteCount(writer, ElementFields.Comparer, shape.Count(value));
        shape.Write(writer, ElementFields.Element - ElementFields.Count, element, value);
        writer.WriteEndObject();
    }

    public override TCollection ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        object? comparer = null;
        TBuilder? builder = null;
        uint fieldId = 0;
        while (true)
        {
            reader.ReadHeader(out var inner);
            if (inner.IsEndBaseOrEndObject)
            {
                return shape.Finish(builder ?? shape.Create(0, comparer));
            }

            fieldId += inner.FieldIdDelta;
            if (fieldId == ElementFields.Comparer)
            {
                comparer = comparerCodec.Read(reader, inner);
            }
            else if (fieldId == ElementFields.Count && builder is null)
            {
                builder = shape.Create(Math.Min(ElementFields.ReadCount(reader, inner), MaxInitialCapacity), comparer);
                if (builder is TCollection)
                {
                    reader.Session.Reading.Record(id, builder);
                }
            }
            else if (fieldId == ElementFields.Element && builder is not null)
            {
                shape.Add(builder, element.Read(reader, inner));
            }
            else
            {
                reader.Skip(inner);
            }
        }
    }
}
