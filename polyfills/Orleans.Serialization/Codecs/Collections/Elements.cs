using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Codecs.Collections;

internal static class Elements
{
    public static void Write<T>(WireWriter writer, FieldCodec<T> element, ReadOnlySpan<T> values)
    {
        Nesting.Check();
        ElementFields.WriteCount(writer, 0, values.Length);
        var delta = ElementFields.Element - ElementFields.Count;
        foreach (var value in values)
        {
            element.Write(writer, delta, value);
            delta = 0;
        }

        writer.WriteEndObject();
    }
}
