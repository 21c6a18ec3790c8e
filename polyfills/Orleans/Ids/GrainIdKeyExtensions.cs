using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

public static class GrainIdKeyExtensions
{
    private const byte Separator = (byte)'+';

    public static IdSpan CreateIntegerKey(long key) => Create(key, default);

    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension) => Create(key, keyExtension);

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrEmpty(keyExtension) ? Create(key, default) : Create(key, Encoding.UTF8.GetBytes(keyExtension));

    public static IdSpan CreateGuidKey(Guid key) => Create(key, default);

    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension) => Create(key, keyExtension);

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrEmpty(keyExtension) ? Create(key, default) : Create(key, Encoding.UTF8.GetBytes(keyExtension));

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId.Key.AsSpan(), out keyExt);
        if (text.Length is > 0 and <= 16 && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            key = unchecked((long)value);
            return true;
        }

        key = 0;
        keyExt = null;
        return false;
    }

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        TryGetIntegerKey(grainId, out var key, out keyExt) ? key : throw WrongKind(grainId, "an integer");

    public static long GetIntegerKey(this GrainId grainId) => GetIntegerKey(grainId, out _);

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId.Key.AsSpan(), out keyExt);
        if (text.Length == 32 && Guid.TryParseExact(Encoding.UTF8.GetString(text), "N", out key))
        {
            return true;
        }

        if (TryGetIntegerKey(grainId, out var number, out keyExt))
        {
            Span<byte> bytes = stackalloc byte[16];
            bytes.Clear();
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], number);
            key = new Guid(bytes);
            return true;
        }

        key = default;
        return false;
    }

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        TryGetGuidKey(grainId, out var key, out keyExt) ? key : throw WrongKind(grainId, "a Guid");

    public static Guid GetGuidKey(this GrainId grainId) => GetGuidKey(grainId, out _);

    private static IdSpan Create<T>(T key, ReadOnlySpan<byte> extension)
        where T : IUtf8SpanFormattable
    {
        Span<byte> buffer = stackalloc byte[32];
        key.TryFormat(buffer, out var written, key is Guid ? "N" : "X", CultureInfo.InvariantCulture);
        if (extension.IsEmpty)
        {
            return new IdSpan(buffer[..written].ToArray());
        }

        var result = new byte[written + 1 + extension.Length];
        buffer[..written].CopyTo(result);
        result[written] = Separator;
        extension.CopyTo(result.AsSpan(written + 1));
        return new IdSpan(result);
    }

    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> key, out string? extension)
    {
        var separator = key.IndexOf(Separator);
        extension = separator < 0 ? null : Encoding.UTF8.GetString(key[(separator + 1)..]);
        return separator < 0 ? key : key[..separator];
    }

    private static InvalidOperationException WrongKind(GrainId grainId, string kind) =>
        new($"The key of grain {grainId} is not {kind}.");
}
