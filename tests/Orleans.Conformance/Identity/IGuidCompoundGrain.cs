namespace Orleans.Conformance.Identity;

public interface IGuidCompoundGrain : IGrainWithGuidCompoundKey
{
    Task<(Guid Key, string? Extension)> Key();
}
