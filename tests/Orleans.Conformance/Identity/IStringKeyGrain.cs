namespace Orleans.Conformance.Identity;

public interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}
