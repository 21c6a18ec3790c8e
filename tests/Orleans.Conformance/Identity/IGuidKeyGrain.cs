namespace Orleans.Conformance.Identity;

public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}
