using System.Globalization;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

[GenerateSerializer, Immutable, JsonConverter(typeof(ActivationIdConverter))]
public readonly struct ActivationId : IEquatable<ActivationId>, ISpanFormattable
{
    [Id(0)]
    private readonly Guid _key;

    public ActivationId(Guid key) => _key = key;

    public bool IsDefault => _key == default;

    public static ActivationId NewId() => new(Guid.NewGuid());

    public static ActivationId GetDeterministic(GrainId grain)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, grain.Type.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[4..], grain.Key.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[8..], grain.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[12..], grain.Key.AsSpan().Length);
        return new ActivationId(new Guid(bytes));
    }

    public string ToParsableString() => ToString();

    public static ActivationId FromParsableString(string activationId)
    {
        var text = activationId.AsSpan();
        return text is ['@', .. var hex] && Guid.TryParseExact(hex, "N", out var key)
            ? new ActivationId(key)
            : throw new FormatException($"'{activationId}' is not an activation id of the form @ and 32 hexadecimal digits.");
    }

    public bool Equals(ActivationId other) => _key.Equals(other._key);

    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);

    public override int GetHashCode() => _key.GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"@{_key:N}");

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"@{_key:N}", out charsWritten);

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
