namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>, ISpanFormattable
{
    [Id(0)]
    private readonly IdSpan _value;

    public GrainType(IdSpan id) => _value = id;

    public GrainType(byte[] value) => _value = new IdSpan(value);

    public IdSpan Value => _value;

    public bool IsDefault => _value.IsDefault;

    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(IdSpan.Create(value));
    }

    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    public bool Equals(GrainType obj) => _value.Equals(obj._value);

    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode();

    public override string ToString() => _value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ((ISpanFormattable)_value).TryFormat(destination, out charsWritten, format, provider);

    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    public static explicit operator IdSpan(GrainType kind) => kind._value;

    public static explicit operator GrainType(IdSpan id) => new(id);
}
