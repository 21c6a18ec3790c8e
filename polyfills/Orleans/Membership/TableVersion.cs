namespace Orleans;

[GenerateSerializer, Immutable]
public sealed class TableVersion : ISpanFormattable, IEquatable<TableVersion>
{
    public TableVersion(int version, string eTag)
    {
        Version = version;
        VersionEtag = eTag;
    }

    [Id(0)]
    public int Version { get; private set; }

    [Id(1)]
    public string VersionEtag { get; private set; }

    public TableVersion Next() => new(Version + 1, VersionEtag);

    public bool Equals(TableVersion? other) => other is not null && Version == other.Version && VersionEtag == other.VersionEtag;

    public override bool Equals(object? obj) => Equals(obj as TableVersion);

    public override int GetHashCode() => HashCode.Combine(Version, VersionEtag);

    public override string ToString() => $"<{Version}, {VersionEtag}>";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"<{Version}, {VersionEtag}>", out charsWritten);

    public static bool operator ==(TableVersion? left, TableVersion? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TableVersion? left, TableVersion? right) => !(left == right);
}
