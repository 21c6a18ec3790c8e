using System.Globalization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

internal sealed class StringComparerCodec() : BodyCodec<StringComparer>(WireType.LengthPrefixed)
{
    private const string Ordinal = "o";
    private const string OrdinalIgnoreCase = "oi";

    public override void WriteBody(WireWriter writer, StringComparer value) => ScalarIO.WriteText(writer, Describe(value));

    public override StringComparer ReadBody(WireReader reader, in Field field, int id)
    {
        var text = ScalarIO.ReadShortText(reader, field.WireType);
        if (text is Ordinal or OrdinalIgnoreCase)
        {
            return text == Ordinal ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        }

        var separator = text.IndexOf(':', StringComparison.Ordinal);
        return separator > 0 && int.TryParse(text.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var options)
            ? StringComparer.Create(CultureInfo.GetCultureInfo(text[(separator + 1)..], predefinedOnly: true), (CompareOptions)options)
            : throw new SerializerException($"The input holds an unknown string comparer, '{text}'.");
    }

    private static string Describe(StringComparer comparer)
    {
        if (StringComparer.IsWellKnownOrdinalComparer(comparer, out var ignoreCase))
        {
            return ignoreCase ? OrdinalIgnoreCase : Ordinal;
        }

        return StringComparer.IsWellKnownCultureAwareComparer(comparer, out var compareInfo, out var options)
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)options}:{compareInfo.Name}")
            : throw new CodecNotFoundException($"Could not find a codec for string comparer {comparer.GetType()}.");
    }
}
