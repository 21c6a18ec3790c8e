using System.Text.Json.Serialization;

namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class GrainAddress : IEquatable<GrainAddress>, ISpanFormattable
{
    [Id(0)]
    public GrainId GrainId { get; init; }

    [Id(1)]
    public ActivationId ActivationId { get; init; }

    [Id(2)]
    public SiloAddress? SiloAddress { get; init; }

    [Id(3)]
    public MembershipVersion MembershipVersion { get; init; } = MembershipVersion.MinValue;

    [JsonIgnore]
    public bool IsComplete => !GrainId.IsDefault && !ActivationId.IsDefault && SiloAddress is not null;

    public bool Matches(GrainAddress? other) =>
        other is not null
        && GrainId.Equals(other.GrainId)
        && ActivationId.Equals(other.ActivationId)
        && (SiloAddress is null || other.SiloAddress is null || SiloAddress.Equals(other.SiloAddress));

    public string ToFullString() => $"[{nameof(GrainAddress)} GrainId {GrainId}, ActivationId {ActivationId}, SiloAddress {SiloAddress}, MembershipVersion {MembershipVersion}]";

    public bool Equals(GrainAddress? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && GrainId.Equals(other.GrainId)
            && ActivationId.Equals(other.ActivationId)
            && Equals(SiloAddress, other.SiloAddress)
            && MembershipVersion == other.MembershipVersion);

    public override bool Equals(object? obj) => Equals(obj as GrainAddress);

    public override int GetHashCode() => HashCode.Combine(GrainId, ActivationId, SiloAddress);

    public override string ToString() => $"[{SiloAddress} {GrainId} {ActivationId}]";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"[{SiloAddress} {GrainId} {ActivationId}]", out charsWritten);
}
