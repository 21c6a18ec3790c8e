namespace Orleans.Conformance.Identity;

public interface ILongKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}
