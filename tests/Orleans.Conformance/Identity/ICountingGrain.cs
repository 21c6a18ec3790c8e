namespace Orleans.Conformance.Identity;

public interface ICountingGrain : IGrainWithStringKey
{
    Task<Guid> Activation();
}
