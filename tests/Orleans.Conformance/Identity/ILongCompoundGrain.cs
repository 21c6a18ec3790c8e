namespace Orleans.Conformance.Identity;

public interface ILongCompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<(long Key, string? Extension)> Key();
}
