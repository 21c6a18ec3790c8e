namespace Orleans.Runtime;

/// <summary>Addresses are equal when they are of the same grain, and can be looked up by its id.</summary>
internal sealed class GrainAddressesByGrain : IEqualityComparer<GrainAddress>, IAlternateEqualityComparer<GrainId, GrainAddress>
{
    public static readonly GrainAddressesByGrain Instance = new();

    public bool Equals(GrainAddress? x, GrainAddress? y) => x is null ? y is null : y is not null && x.GrainId.Equals(y.GrainId);

    public int GetHashCode(GrainAddress obj) => (int)obj.GrainId.GetUniformHashCode();

    public bool Equals(GrainId alternate, GrainAddress other) => alternate.Equals(other.GrainId);

    public int GetHashCode(GrainId alternate) => (int)alternate.GetUniformHashCode();

    public GrainAddress Create(GrainId alternate) => throw new NotSupportedException("An address is more than its grain.");
}
