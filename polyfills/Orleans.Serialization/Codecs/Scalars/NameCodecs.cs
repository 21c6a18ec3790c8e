using System.Globalization;
using System.Net;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;
using static Orleans.Serialization.Codecs.Scalars.ScalarIO;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>Texts, names and addresses. None refers to other objects; strings are not tracked, as nothing can tell two apart.</summary>
internal static class NameCodecs
{
    public static void AddTo(Dictionary<Type, Func<ExactCodec>> table)
    {
        table.Add(typeof(string), static () => new ScalarCodec<string>(WireType.LengthPrefixed, WriteText, ReadText));
        table.Add(typeof(Guid), static () => new ScalarCodec<Guid>(WireType.LengthPrefixed, WriteRaw, ReadRaw<Guid>));
        table.Add(typeof(object), static () => new ScalarCodec<object>(WireType.LengthPrefixed, static (writer, _) => WriteBytes(writer, []), ReadObject, tracksReferences: true));
        table.Add(typeof(Uri), static () => Text<Uri>(static value => value.OriginalString, static text => new Uri(text, UriKind.RelativeOrAbsolute)));
        table.Add(typeof(Version), static () => Text<Version>(static value => value.ToString(), Version.Parse));
        table.Add(typeof(CultureInfo), static () => Text<CultureInfo>(static value => value.Name, static text => CultureInfo.GetCultureInfo(text, predefinedOnly: true)));
        table.Add(typeof(CompareInfo), static () => Text<CompareInfo>(static value => value.Name, static text => CultureInfo.GetCultureInfo(text, predefinedOnly: true).CompareInfo));
        table.Add(typeof(IPAddress), static () => new ScalarCodec<IPAddress>(WireType.LengthPrefixed, WriteAddress, ReadAddress, tracksReferences: true));
        table.Add(typeof(IPEndPoint), static () => new ScalarCodec<IPEndPoint>(WireType.LengthPrefixed, WriteEndPoint, ReadEndPoint, tracksReferences: true));
    }

    private static ScalarCodec<T> Text<T>(Func<T, string> toText, Func<string, T> fromText)
        => new(WireType.LengthPrefixed, (writer, value) => WriteText(writer, toText(value)), (reader, wire) => fromText(ReadText(reader, wire)), tracksReferences: true);

    private static object ReadObject(WireReader reader, WireType wireType)
    {
        ReadBytes(reader, wireType);
        return new object();
    }

    private static void WriteAddress(WireWriter writer, IPAddress value)
    {
        Span<byte> bytes = stackalloc byte[24];
        WriteBytes(writer, bytes[..Encode(value, bytes)]);
    }

    private static IPAddress ReadAddress(WireReader reader, WireType wireType) => Decode(ReadBytes(reader, wireType));

    private static void WriteEndPoint(WireWriter writer, IPEndPoint value)
    {
        Span<byte> bytes = stackalloc byte[26];
        BitConverter.TryWriteBytes(bytes, (ushort)value.Port);
        WriteBytes(writer, bytes[..(2 + Encode(value.Address, bytes[2..]))]);
    }

    private static IPEndPoint ReadEndPoint(WireReader reader, WireType wireType)
    {
        var bytes = ReadBytes(reader, wireType);
        return bytes.Length > 2 ? new IPEndPoint(Decode(bytes[2..]), BitConverter.ToUInt16(bytes)) : throw Unexpected(wireType);
    }

    private static int Encode(IPAddress address, Span<byte> bytes)
    {
        address.TryWriteBytes(bytes, out var written);
        return written == 16 && BitConverter.TryWriteBytes(bytes[16..], address.ScopeId) ? 24 : written;
    }

    private static IPAddress Decode(ReadOnlySpan<byte> bytes)
        => bytes.Length == 24 ? new IPAddress(bytes[..16], BitConverter.ToInt64(bytes[16..])) : new IPAddress(bytes);
}
