namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class ClusterMember : IEquatable<ClusterMember>, ISpanFormattable
{
    public ClusterMember(SiloAddress siloAddress, SiloStatus status, string name)
    {
        SiloAddress = siloAddress ?? throw new ArgumentNullException(nameof(siloAddress));
        Status = status;
        Name = name ?? throw new ArgumentNullException(nameof(name));
    }

    [Id(0)]
    public SiloAddress SiloAddress { get; private set; }

    [Id(1)]
    public SiloStatus Status { get; private set; }

    [Id(2)]
    public string Name { get; private set; }

    public bool Equals(ClusterMember? other) =>
        other is not null && SiloAddress.Equals(other.SiloAddress) && Status == other.Status && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as ClusterMember);

    public override int GetHashCode() => SiloAddress.GetHashCode();

    public override string ToString() => $"{SiloAddress}/{Name}/{Status}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{SiloAddress}/{Name}/{Status}", out charsWritten);
}
