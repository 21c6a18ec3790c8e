using System.Text;

namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>, ISpanFormattable
{
    [Id(0)]
    private readonly byte[]? _value;

    [Id(1)]
    private readonly int _hashCode;

    public IdSpan(byte[] value)
    {
        _value = value;
        _hashCode = (int)UniformHash.Compute(value);
    }

    public ReadOnlyMemory<byte> Value => _value;

    public bool IsDefault => _value is null || _value.Length == 0;

    public static IdSpan Create(string id) => string.IsNullOrEmpty(id) ? default : new IdSpan(Encoding.UTF8.GetBytes(id));

    public ReadOnlySpan<byte> AsSpan() => _value;

    public uint GetUniformHashCode() => (uint)_hashCode;

    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public bool Equals(IdSpan obj) =>
        ReferenceEquals(_value, obj._value) || (_hashCode == obj._hashCode && AsSpan().SequenceEqual(obj.AsSpan()));

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _hashCode;

    public override string ToString() => _value is null ? string.Empty : Encoding.UTF8.GetString(_value);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Encoding.UTF8.TryGetChars(AsSpan(), destination, out charsWritten);

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
